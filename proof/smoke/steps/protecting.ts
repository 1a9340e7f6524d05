import type { Report } from '../../../domain/schema.types.ts';
import { tripInput } from '../inputs.ts';
import {
  account,
  blockedPeople,
  blockPerson,
  createTrip,
  decideReport,
  places,
  report,
  reports,
  restorePerson,
  sendRequest,
  trip,
  unblockPerson,
} from '../operations.ts';
import { aPerson } from '../person.ts';
import type { Chapter } from '../step.ts';
import { requestInput } from './sending.ts';

/** A stream reader does this work; a cold start takes seconds. */
const FOLLOWED = 60_000;

/** How people protect themselves, and what moderators can do. */
export const protecting: Chapter = {
  title: 'Safety',
  steps: [
    {
      title: 'the search for places answers, though nobody travels there',
      expected: { isFound: true },
      run: async (journey) => {
        const found = await journey.get('stranger').ask<{ city: string }[]>(places, { text: 'Reykjavík' });
        return { isFound: found.some(({ city }) => city === 'Reykjavík-Iceland') };
      },
    },
    {
      title: 'the traveler blocks the stranger',
      expected: (journey) => ({ id: journey.get('stranger').id }),
      run: (journey) => journey.get('traveler').ask(blockPerson, { id: journey.get('stranger').id }),
    },
    {
      title: 'the stranger cannot send to the traveler any more, and learns no reason',
      expected: { refused: 'NotAllowed' },
      run: (journey) => journey.get('stranger').ask(sendRequest, requestInput(journey, 'smallTrip', 1)),
    },
    {
      title: 'only the traveler sees the block, and ends it',
      expected: { blocked: 1, blockedByStranger: 0, left: 0 },
      run: async (journey) => {
        const [traveler, stranger] = [journey.get('traveler'), journey.get('stranger')];
        const count = async ({ ask }: typeof traveler) => (await ask<{ items: unknown[] }>(blockedPeople)).items.length;
        const [blocked, blockedByStranger] = [await count(traveler), await count(stranger)];
        await traveler.ask(unblockPerson, { id: stranger.id });
        return { blocked, blockedByStranger, left: await count(traveler) };
      },
    },
    {
      title: 'the traveler reports the stranger because of a trip',
      expected: { isReported: true },
      run: async (journey) => {
        const { id: person, ask } = journey.get('stranger');
        const { start, elsewhere } = journey.cities;
        const { id: tripId } = await ask<{ id: string }>(createTrip, { input: tripInput(start, elsewhere, 5, 20) });
        journey.set('reportedTrip', { id: tripId });
        const input = { person, tripId, reason: 'SPAM' };
        return { isReported: await journey.get('traveler').ask(report, { input }) };
      },
    },
    {
      title: 'an ordinary person cannot read the reports',
      expected: { refused: 'Unauthorized' },
      run: (journey) => journey.get('stranger').ask(reports, { status: 'OPEN' }),
    },
    {
      title: 'a moderator suspends the stranger',
      expected: { status: 'SUSPENDED' },
      run: async (journey) => {
        const { pool, target } = journey;
        const { user, name } = journey.get('requester');
        await pool.appoint(user);
        const moderator = journey.set('moderator', aPerson(target, name, user, await pool.signIn(user)));
        const { id: person } = journey.get('stranger');
        const found = await oldestAbout(moderator.ask, person);
        return moderator.ask(decideReport, { input: { id: found?.id ?? '', decision: 'SUSPEND' } });
      },
    },
    {
      title: 'the suspended person can write nothing',
      expected: { refused: 'AccountSuspended' },
      run: (journey) => journey.get('stranger').ask(blockPerson, { id: journey.get('traveler').id }),
    },
    {
      title: 'nobody else sees the trips of the suspended person',
      expected: { trip: null },
      within: FOLLOWED,
      run: async (journey) => ({ trip: await journey.get('traveler').ask(trip, journey.get('reportedTrip')) }),
    },
    {
      title: 'the moderator restores the person, and the trip is back',
      expected: { isThere: true },
      within: FOLLOWED,
      run: async (journey) => {
        await journey.get('moderator').ask(restorePerson, { id: journey.get('stranger').id });
        return { isThere: (await journey.get('traveler').ask(trip, journey.get('reportedTrip'))) !== null };
      },
    },
    {
      title: 'the restored person can write again',
      expected: { trips: 1 },
      run: (journey) => journey.get('stranger').ask(account),
    },
  ],
};

/** The open report about a person: there may be many of others on a stage. */
async function oldestAbout(
  ask: <Answer>(operation: typeof reports, variables: object) => Promise<Answer>,
  person: string,
): Promise<Report | undefined> {
  let nextToken: string | null = null;
  do {
    const page: { items: Report[]; nextToken: string | null } = await ask(reports, { status: 'OPEN', nextToken });
    const found = page.items.find(({ about }) => about.id === person);
    if (found) return found;
    ({ nextToken } = page);
  } while (nextToken !== null);
  return undefined;
}
