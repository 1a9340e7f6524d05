import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, halfKey, type Party } from '../../../domain/keys.ts';
import type { Trip } from '../../../domain/schema.types.ts';
import type { Host } from '../../../local/host/types.ts';
import { failing, type Fault } from '../../support/faults.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { migrateItems } from '../../support/migration/migrateItems.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { followed, settledIn } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { Refusal } from '../../support/stories/refusal.ts';
import { type Agreed, aRequestModel, type Step } from '../../support/stories/requestModel.ts';
import { aRequest, freeClothes } from '../../support/stories/requests.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const LONG = 240_000;

describe('When transactions conflict or their answers get lost', () => {
  const { faults: injected, fail, failReading } = failing();
  let host: Host;
  let amira: Person;
  let jonas: Person;
  let noor: Person;
  beforeAll(async () => {
    host = await startSharingHost({ assembly: await shared('assembly'), faults: injected });
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
