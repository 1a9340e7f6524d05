import { expect, it } from 'vitest';

import type { Key } from '../../../domain/keys.ts';
import { toHalf } from '../../../migration/plan/requests/half.ts';
import { toTrip } from '../../../migration/plan/trips/trip.ts';
import { anOriginalHalf, anOriginalTrip } from '../../support/migration/originalStore.ts';
import { aPerson } from '../../support/stories/people.ts';
import { type Item, storeAll } from '../../support/stories/storedItems.ts';

const created = (at: number) => `2024-10-04-19-34-18-${String(at).padStart(6, '0')}`;

/** Attributes that may be stored, right and wrong ones. */
const OF_TRIPS: readonly Item[] = [
  {},
  { currency: '' },
  { fromcity: undefined },
  { acceptto: '2026-02-29' },
  { acceptto: '2028-02-29' },
  { acceptfrom: '2026-04-31' },
  { trdate: '2026-1-1' },
  { trdate: '2026-10-05Z' },
  { tstamp: '1900000000' },
  { tstamp: 1_900_000_000.5 },
  { tstamp: 1e12 },
  { version: 3 },
  { version: '3' },
  { version: -1 },
  { allowed: {} },
  { allowed: [] },
  { allowed: { Gold: { cost: 1, kg: 1 } } },
  { allowed: { Bag: { cost: 1, kg: 1 }, Gold: { cost: 1, kg: 1 } } },
  { allowed: { Bag: { cost: '1.', kg: '1' } } },
  { allowed: { Bag: { cost: '01', kg: '1' } } },
  { allowed: { Bag: { cost: '1e3', kg: '1' } } },
  { allowed: { Bag: { cost: '-1', kg: '1' } } },
  { allowed: { Bag: { cost: 0, kg: '0.25', free: '0.25' } } },
  { allowed: { Bag: { cost: 0, kg: 1, free: 'all' } } },
  { allowed: { Bag: { cost: 0, kg: 1, free: 0, colour: 'red' } } },
  { allowed: { Bag: { cost: 0 } } },
  { allowed: { Bag: 'much' } },
];

const OF_HALVES: readonly Item[] = [
  {},
  { dtime: '2022-10-15-22-42-41-599' },
  { dtime: '2022-10-15-22-42-41-5995' },
  { dtime: '2022-10-15-24-42-41-599518' },
  { dtime: 20_221_015 },
  { tstamp: '1900000000' },
  { tstamp: 1_900_000_000.5 },
  { revision: 2 },
  { revision: 1.5 },
  { revision: '2' },
  { items: {} },
  { items: { Paper: 0, Bag: '2.5' } },
  { items: { Bag: 'much' } },
  { items: { Gold: 1 } },
  { items: 'Bag' },
  { note: 7, changed: 'yesterday', reason: 'Rain', tripid: 'x', traveler: 'y' },
];

it('The migration reads exactly the trips and requests that the API shows', async () => {
  const amira = await aPerson('Amira');
  const trips = OF_TRIPS.map((changes, at) => anOriginalTrip({ username: amira.id, created: created(at) }, changes));
  // 30 February, in keys.
  const never = '2024-02-30-19-34-18-000000';
  trips.push(anOriginalTrip({ username: amira.id, created: never }));
  const pair = (tripid: string) => ({ tripid, traveler: amira.id, requester: 'jonas' });
  const halves = OF_HALVES.map((changes, at) => anOriginalHalf('traveler', 'PENDING', pair(created(at)), changes));
  halves.push(anOriginalHalf('traveler', 'PENDING', pair(never), { tripid: created(0) }));
  await storeAll([...trips, ...halves]);

  const keysOf = (items: readonly Item[]) => items.map((item) => String(item['created'])).sort();
  // The items of this test have keys.
  const isRead = (read: (item: Item & Key) => unknown) => (item: Item) => read(item as Item & Key) !== null;
  const listed = await amira.lists({ limit: 50 });
  expect(listed.items.map(({ id }) => id.split('_')[0]).sort()).toEqual(keysOf(trips.filter(isRead(toTrip))));
  const received = await amira.listsReceived({ status: 'PENDING', limit: 50 });
  const shown = received.items.map(({ id }) => `pending_${id.split('_')[0] ?? ''}_jonas`).sort();
  expect(shown).toEqual(keysOf(halves.filter(isRead(toHalf))));
  // Counted by hand, so that both cannot be wrong in the same way.
  expect([listed.items.length, shown.length]).toEqual([5, 6]);
});
