import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { accountKey, halfKey, type Party } from '../../../domain/keys.ts';
import { sendsPerRequest } from '../../../domain/limits.ts';
import type { Trip } from '../../../domain/schema.types.ts';
import type { Host } from '../../../local/host/types.ts';
import { failing, type Fault } from '../../support/faults.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { migrateItems } from '../../support/migration/migrateItems.ts';
import { SIZES } from '../../support/sizes.ts';
import { closed, followed, settledIn } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { Refusal } from '../../support/stories/refusal.ts';
import { type Agreed, aRequestModel, type Step } from '../../support/stories/requestModel.ts';
import { aRequest, both, freeClothes, statusesOf } from '../../support/stories/requests.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const LONG = 240_000;
const TRAVELERS = 4;
const ROUNDS = TRAVELERS * SIZES.roundsOfEach;
const { askers: ASKERS } = SIZES;

/** How many of them went through. */
const won = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

describe(`In ${ROUNDS} rounds of accepting against declining against cancelling, sometimes against taking the trip down`, () => {
  let travelers: Person[];
  let jonas: Person;
  beforeAll(async () => {
    travelers = await Promise.all(Array.from({ length: TRAVELERS }, () => aMember('Amira')));
    jonas = await aMember('Jonas');
  });

  /** One round; answers with what came of it. */
  async function round(amira: Person, isTakenDown: boolean): Promise<string> {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const [accepted, declined, cancelled, takenDown] = await Promise.allSettled([
      amira.accepts(id),
      amira.declines(id),
      jonas.cancels(id),
      ...(isTakenDown ? [amira.takesDown(trip.id)] : []),
    ]);
    expect(takenDown?.status).toBe(isTakenDown ? 'fulfilled' : undefined);
    if (isTakenDown) await closed(trip);
    const [seenByAmira, seenByJonas] = [await amira.sees(id), await jonas.sees(id)];
    const { status = 'PENDING', reason = null, revision } = seenByJonas ?? {};
    expect(await statusesOf(id)).toEqual(both(status));
    expect(seenByAmira).toMatchObject({ status, revision, reason });
    // Nothing stays open once the trip is down; whoever came before that has won.
    const ends = isTakenDown ? ['DECLINED', 'CANCELLED'] : ['ACCEPTED', 'DECLINED', 'CANCELLED'];
    expect(ends).toContain(status);
    // Cancelling may come after accepting, and declining after a withdrawal. The trip's end may come after all of them.
    const [isDeclined, isCancelled] = [declined.status === 'fulfilled', cancelled.status === 'fulfilled'];
    expect(isDeclined).toBe(status === 'DECLINED');
    if (!isDeclined) expect(isCancelled).toBe(reason === 'WITHDRAWN' || reason === 'CANCELLED');
    const isAccepted = accepted.status === 'fulfilled';
    if (reason !== 'TRIP_DELETED') expect(isAccepted).toBe(status === 'ACCEPTED' || reason === 'CANCELLED');
    const changes = [isAccepted, isDeclined, isCancelled, reason === 'TRIP_DELETED'].filter(Boolean).length;
    expect(revision).toBe(1 + changes);
    if (!isTakenDown) expect(await freeClothes(amira, trip)).toBe(status === 'ACCEPTED' ? 8 : 10);
    return reason ?? status;
  }

  it(
    'both sides agree each time, one outcome has won, and the kilograms are exact',
    async () => {
      const outcomes = await Promise.all(
        travelers.map(async (amira, lane) => {
          const own: string[] = [];
          for (let at = 0; at < SIZES.roundsOfEach; at += 1) own.push(await round(amira, (at + lane) % 5 === 3));
          return own;
        }),
      );
      expect(outcomes.flat()).toHaveLength(ROUNDS);
      // A few rounds may all end alike; many that do were no race.
      if (ROUNDS >= 100) expect(new Set(outcomes.flat()).size).toBeGreaterThan(1);
    },
    LONG,
  );
});

describe(`When ${ASKERS} ask for the last 10 kilograms`, () => {
  it(
    'ten get one each, and the others are told that nothing is left',
    async () => {
      const amira = await aMember('Amira');
      const trip = await amira.posts(aTrip());
      const ids: string[] = [];
      for (let at = 0; at < ASKERS; at += 1) {
        const person = await aMember('Jonas');
        ids.push((await person.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 1 }] }))).id);
      }
      const outcomes = await Promise.allSettled(ids.map((id) => amira.accepts(id)));
      expect(won(outcomes)).toBe(10);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toMatchObject({ errorType: 'NotEnoughSpace', errorInfo: { freeKg: 0 } });
        }
      }
      expect(await freeClothes(amira, trip)).toBe(0);
      const back = await Promise.allSettled(ids.map((id) => amira.cancels(id)));
      expect(won(back)).toBe(10);
      expect(await freeClothes(amira, trip)).toBe(10);
    },
    LONG,
  );

  it('and one person who sends from eight phones at once has sent one request', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const sent = await Promise.all(Array.from({ length: 8 }, () => jonas.sends(aRequest(trip))));
    expect(new Set(sent.map(({ changedAt, revision }) => `${changedAt} ${revision}`)).size).toBe(1);
    expect((await amira.listsReceived({ status: 'PENDING' })).items).toHaveLength(1);
  });
});

describe('While a request goes through its statuses', () => {
  it('whoever reads it sees exactly one of them, never an older one than before', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const isOver = { now: false };
    const watch = async (person: Person) => {
      const revisions: number[] = [];
      while (!isOver.now) revisions.push((await person.sees(id))?.revision ?? -1);
      return revisions;
    };
    const watching = Promise.all([watch(amira), watch(amira), watch(jonas), watch(jonas)]);
    await amira.accepts(id);
    await jonas.cancels(id);
    for (let sends = 2; sends <= sendsPerRequest; sends += 1) {
      await jonas.sends(aRequest(trip));
      await amira.accepts(id);
      await jonas.cancels(id);
    }
    isOver.now = true;
    for (const revisions of await watching) {
      expect(revisions).not.toContain(-1);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
      expect(new Set(revisions).size).toBeGreaterThan(3);
    }
  });
});

describe('When transactions conflict or their answers get lost', () => {
  const { faults: injected, fail, failReading } = failing();
  let host: Host;
  let amira: Person;
  let jonas: Person;
  let noor: Person;
  beforeAll(async () => {
    host = await startSharingHost({ assembly: inject('assembly'), faults: injected });
    const takeIt = whereabouts(host);
    [amira, jonas, noor] = await Promise.all([
      aMember('Amira', takeIt),
      aMember('Jonas', takeIt),
      aMember('Noor', takeIt),
    ]);
  });
  afterAll(() => host.close());

  const harmless: Fault[][] = [
    ['conflict'],
    ['conflict', 'conflict'],
    ['answer lost'],
    ['conflict', 'answer lost'],
    ['conflict', 'conflict', 'answer lost'],
  ];
  it.each(harmless.map((faults) => [faults.join(', then '), faults] as const))(
    'a request is sent, accepted and cancelled once all the same: %s',
    async (_, faults) => {
      const trip = await amira.posts(aTrip());
      fail(...faults);
      const { id, revision } = await jonas.sends(aRequest(trip));
      expect(revision).toBe(1);
      fail(...faults);
      expect(await amira.accepts(id)).toMatchObject({ status: 'ACCEPTED', revision: 2 });
      expect(await freeClothes(amira, trip)).toBe(8);
      fail(...faults);
      expect(await jonas.cancels(id)).toMatchObject({ status: 'CANCELLED', revision: 3 });
      expect(await freeClothes(amira, trip)).toBe(10);
      const other = await noor.sends(aRequest(trip));
      fail(...faults);
      expect(await amira.declines(other.id)).toMatchObject({ status: 'DECLINED', revision: 2 });
      fail(...faults.slice(0, 2));
      expect(await amira.savesContacts({ name: 'Amira', email: 'amira@example.com' })).toMatchObject({ name: 'Amira' });
    },
  );

  it('three times in a row, the app is told to try again, and nothing has changed', async () => {
    const tryAgain = { errorType: 'TryAgain', errorInfo: {} };
    const conflicts: Fault[] = ['conflict', 'conflict', 'conflict'];
    const trip = await amira.posts(aTrip());
    // A send is tried once more.
    fail(...conflicts, 'conflict');
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject(tryAgain);
    const sent = await jonas.sends(aRequest(trip));
    for (const act of ['accepts', 'declines'] as const) {
      fail(...conflicts);
      await expect(amira[act](sent.id)).rejects.toMatchObject(tryAgain);
    }
    fail(...conflicts);
    await expect(jonas.cancels(sent.id)).rejects.toMatchObject(tryAgain);
    fail(...conflicts);
    await expect(jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' })).rejects.toMatchObject(tryAgain);
    expect(await jonas.sees(sent.id)).toEqual(sent);
    failReading(...conflicts);
    await expect(jonas.sees(sent.id)).rejects.toMatchObject(tryAgain);
    failReading('conflict', 'conflict');
    expect(await jonas.sees(sent.id)).toEqual(sent);
  });

  /** Stores a request as the first app did, and migrates it. */
  async function aMigratedRequest(trip: Trip, requester: Person, table: StoredItems): Promise<void> {
    const key = keyOf(trip);
    const pair = { tripid: key.created, traveler: key.username, requester: requester.id };
    const row = { tripid: key.created, dtime: '2022-10-15-22-42-41-599518', tstamp: trip.expiresAt };
    const halves = (['traveler', 'requester'] as const).map((party) => ({
      ...halfKey(party, 'PENDING', pair),
      ...row,
    }));
    await table.storeAll(halves);
    const others = [key, accountKey(key.username), accountKey(requester.id)];
    const stored = await Promise.all(others.map(async (one) => ({ ...one, ...(await table.stored(one)) })));
    await migrateItems([...halves, ...stored], table);
  }

  /** What one of the two sees of a request; null when there is none. */
  function seenBy(party: Party, agreed: Agreed | null) {
    if (!agreed) return null;
    const { status, travelDay, price, names } = agreed;
    const counterpart = { name: names[party === 'traveler' ? 'requester' : 'traveler'] };
    return { status, travelDate: inDays(travelDay), price: price / 100, currency: 'EUR', counterpart };
  }

  const faults = fc.constantFrom<Fault[]>([], [], ['conflict'], ['answer lost'], ['conflict', 'answer lost']);
  const step: fc.Arbitrary<Step & { faults: Fault[] }> = fc.record({
    who: fc.constantFrom('amira', 'jonas', 'noor'),
    what: fc.constantFrom('sends', 'sends', 'accepts', 'accepts', 'declines', 'cancels', 'edits', 'moves', 'renames'),
    whose: fc.constantFrom('jonas', 'noor'),
    faults,
  });

  const histories = fc.tuple(fc.array(step, { minLength: 5, maxLength: 20 }), fc.boolean());
  it(
    'any history of three people goes as a simple model of it goes, with its terms, prices and names',
    async () => {
      const names = { amira: 'Amira', jonas: 'Jonas', noor: 'Noor' };
      const table = tableOf(whereabouts(host));
      await fc.assert(
        fc.asyncProperty(histories, async ([steps, isMigrated]) => {
          const people = { amira, jonas, noor };
          const trip = await amira.posts(aTrip());
          const idOf = (whose: 'jonas' | 'noor') => `${trip.id}_${people[whose].id}`;
          const kg = { jonas: 6, noor: 5 };
          const model = aRequestModel({ kg: 10, cost: 300, travelDay: 27 }, kg, names);
          if (isMigrated) {
            await aMigratedRequest(trip, people.jonas, table);
            model.starts('jonas');
          }
          /** What somebody asks of the API. */
          const act = ({ who, what, whose }: Step): Promise<unknown> => {
            const { version, cost, travelDay } = model.trip();
            const edit = { id: trip.id, version };
            const clothes = { category: 'CLOTHES', cost: (cost + 25) / 100, kg: 10 } as const;
            const wanted = [{ category: 'CLOTHES', kg: who === 'amira' ? 1 : kg[who] } as const];
            if (what === 'sends') return people[who].sends(aRequest({ ...trip, version }, { items: wanted }));
            if (what === 'edits') return people[who].edits({ ...edit, allowed: [clothes] });
            if (what === 'moves') return people[who].edits({ ...edit, travelDate: inDays(travelDay + 1) });
            if (what === 'renames') return people[who].changesAccount({ name: `${model.name(who)}a` });
            return people[who][what](idOf(whose));
          };
          for (const { faults: next, ...one } of steps) {
            fail(...next);
            const outcome = await act(one).then(
              () => 'done',
              (error: unknown) => (error instanceof Refusal ? error.errorType : String(error)),
            );
            fail();
            expect([one, outcome]).toEqual([one, model.expects(one)]);
            await followed(trip, table.stored);
            await settledIn(table, Object.values(people));
            expect(await freeClothes(amira, trip)).toBe(model.free());
            for (const name of ['jonas', 'noor'] as const) {
              const sides = await Promise.all([amira.sees(idOf(name)), people[name].sees(idOf(name))]);
              const agreed = model.agreed(name);
              expect(sides).toMatchObject([seenBy('traveler', agreed), seenBy('requester', agreed)]);
            }
          }
          await amira.takesDown(trip.id);
        }),
        { numRuns: SIZES.histories, endOnFailure: true },
      );
    },
    LONG,
  );
});
