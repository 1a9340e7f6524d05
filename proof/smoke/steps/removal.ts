import { heard } from '../heard.ts';
import type { Role } from '../journey.ts';
import { account, deleteAccount, searchTrips, sentRequests, updateAccount } from '../operations.ts';
import type { Chapter, Step } from '../step.ts';

/** A removal goes on by itself; asking again tells how far it is. */
const REMOVED = 120_000;

const removes = (role: Role): Step => ({
  title: `the ${role} removes the account`,
  expected: { status: 'COMPLETE' },
  within: REMOVED,
  run: (journey) => journey.get(role).ask(deleteAccount),
});

const isUnknown = (role: Role): Step => ({
  title: `the user pool does not know the ${role} any more`,
  expected: { isKnown: false },
  within: REMOVED,
  run: async (journey) => ({ isKnown: await journey.pool.knows(journey.get(role).user) }),
});

/** The traveler removes the account, and what that leaves. */
export const removal: Chapter = {
  title: 'Removal',
  steps: [
    removes('traveler'),
    isUnknown('traveler'),
    {
      title: "the traveler's token can change nothing any more",
      expected: { refused: 'AccountRemoved' },
      run: (journey) => journey.get('traveler').ask(updateAccount, { input: { name: 'Amira' } }),
    },
    {
      title: 'nor read the account',
      expected: { refused: 'AccountRemoved' },
      run: (journey) => journey.get('traveler').ask(account),
    },
    heard(
      'the requester hears that the accepted request is over',
      'lastRequest',
      { status: 'CANCELLED', reason: 'ACCOUNT_REMOVED', revision: 3 },
      ['requester'],
    ),
    {
      title: 'the requester keeps no accepted request',
      expected: { items: [] },
      within: REMOVED,
      run: (journey) => journey.get('requester').ask(sentRequests, { status: 'ACCEPTED' }),
    },
    {
      title: "the traveler's trips are gone from the search",
      expected: { items: [] },
      within: 20_000,
      run: (journey) => journey.get('requester').ask(searchTrips, { to: journey.cities.end }),
    },
    removes('requester'),
    isUnknown('requester'),
    removes('stranger'),
    isUnknown('stranger'),
  ],
};
