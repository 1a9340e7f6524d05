import { heard } from '../heard.ts';
import type { Role } from '../journey.ts';
import { account, deleteAccount, searchTrips, sentRequests, updateAccount } from '../operations.ts';
import type { Chapter, Step } from '../step.ts';

/** A removal continues by itself; another call returns its progress. */
const REMOVED = 120_000;

const removes = (role: Role): Step => ({
  title: `the ${role} removes the account`,
  expected: { status: 'COMPLETE' },
  within: REMOVED,
  run: (journey) => journey.get(role).ask(deleteAccount),
});

const isUnknown = (role: Role): Step => ({
  title: `the user pool no longer has the ${role}`,
  expected: { isKnown: false },
  within: REMOVED,
  run: async (journey) => ({ isKnown: await journey.pool.knows(journey.get(role).user) }),
});

/** The removal of the traveler's account, and its effects. */
export const removal: Chapter = {
  title: 'Removal',
  steps: [
    removes('traveler'),
    isUnknown('traveler'),
    {
      title: "the traveler's token can no longer change the account",
      expected: { refused: 'AccountRemoved' },
      run: (journey) => journey.get('traveler').ask(updateAccount, { input: { name: 'Amira' } }),
    },
    {
      title: "the traveler's token can no longer read the account",
      expected: { refused: 'AccountRemoved' },
      run: (journey) => journey.get('traveler').ask(account),
    },
    heard(
      'the requester gets the update that the accepted request is cancelled',
      'lastRequest',
      { status: 'CANCELLED', reason: 'ACCOUNT_REMOVED', revision: 4 },
      ['requester'],
    ),
    {
      title: 'the requester has no accepted request',
      expected: { items: [] },
      within: REMOVED,
      run: (journey) => journey.get('requester').ask(sentRequests, { status: 'ACCEPTED' }),
    },
    {
      title: "the search no longer finds the traveler's trips",
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
