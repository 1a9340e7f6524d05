import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Trip, TripConnection } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aScene, dayFrom, EXPIRED } from '../support/resolvers/scene.ts';
import { aCity, aTrip, keyOf } from '../support/trips.ts';

const OTHER_QUERY = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'otherQuery' } };
const FORMAT = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'format' } };
const RANGE = { errorType: 'ValidationError', errorInfo: { field: 'limit', rule: 'range' } };
const CLOTHES = { category: 'CLOTHES' as const, cost: 3, kg: 10 };

let api: Handlers;
const jonas = aCaller('Jonas');
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

const post = (input: object, by: Caller) =>
  api.run<Trip>('Mutation.createTrip', { by, args: { input: { ...aTrip(), ...input } } });
const searching = (args: object, by = jonas) => ({ by, args: { ...args } });
const search = (args: object, by = jonas) => api.run<TripConnection>('Query.searchTrips', searching(args, by));
const idsOf = ({ items }: TripConnection) => items.map(({ id }) => id);
/** Trips from a city of their own; the searches of a test find no others. */
async function someTrips(...inputs: object[]) {
  const amira = aCaller('Amira');
  const [from, to] = [aCity(), aCity('Cairo', 'Egypt')];
  const trips: Trip[] = [];
  for (const input of inputs) trips.push(await post({ fromCity: from, toCity: to, ...input }, amira));
  return { amira, from, to, trips };
}

describe('A search', () => {
  it('finds trips by origin, by destination and by both', async () => {
    const { from, to, trips } = await someTrips({}, { toCity: aCity() }, { fromCity: aCity() });
    const [both, other, arriving] = trips.map(({ id }) => id);
    expect(idsOf(await search({ from, to }))).toEqual([both]);
    expect(idsOf(await search({ from })).sort()).toEqual([both, other].sort());
    expect(idsOf(await search({ to })).sort()).toEqual([both, arriving].sort());
    expect(await api.refusal('Query.searchTrips', searching({}))).toMatchObject({ errorInfo: { field: 'from' } });
    expect(await api.refusal('Query.searchTrips', searching({ from, to: from }))).toMatchObject({
      errorInfo: { field: 'to', rule: 'different' },
    });
  });

  it('leaves out trips of the caller, closed trips and expired trips', async () => {
    const { amira, from, trips } = await someTrips({}, {}, {});
    const [today, yesterday, expired] = trips;
    if (!today || !yesterday || !expired) throw new Error('There are three.');
    const closing = (trip: Trip, day: string) => `${day}#${keyOf(trip).created}#${keyOf(trip).username}`;
    await api.table.overwrite(keyOf(today), { closing: closing(today, dayFrom(0)) });
    await api.table.overwrite(keyOf(yesterday), { closing: closing(yesterday, dayFrom(-1)) });
    await api.table.overwrite(keyOf(expired), { tstamp: EXPIRED });
    expect(idsOf(await search({ from }))).toEqual([today.id]);
    expect(idsOf(await search({ from }, amira))).toEqual([]);
  });

  it('finds a trip of the first app with all its kilograms', async () => {
    const { from, trips } = await someTrips({});
    for (const trip of trips)
      await api.table.overwrite(keyOf(trip), { allowed: { Clothes: { cost: '3.0', kg: '10.0' } } });
    const { items } = await search({ from, filter: { category: 'CLOTHES', minFreeKg: 10 } });
    expect(items).toMatchObject([{ allowed: [{ category: 'CLOTHES', kg: 10, freeKg: 10 }] }]);
  });

  it('has full pages and a token exactly while there are more trips', async () => {
    const { from } = await someTrips({}, {}, {}, {});
    const whole = await search({ from, limit: 4 });
    expect([whole.items.length, whole.nextToken]).toEqual([4, null]);
    const first = await search({ from, limit: 3 });
    expect(first.items).toHaveLength(3);
    const last = await search({ from, limit: 3, nextToken: first.nextToken });
    expect([last.items.length, last.nextToken]).toEqual([1, null]);
    expect(new Set([...idsOf(first), ...idsOf(last)])).toEqual(new Set(idsOf(whole)));
  });

  it('has full pages though a filter leaves out most trips', async () => {
    const dear = { allowed: [{ ...CLOTHES, cost: 9 }] };
    const { from } = await someTrips(dear, dear, dear, {}, dear, dear, {}, dear, dear, {});
    const page = await search({ from, limit: 2, filter: { maxCost: 5 } });
    expect(page.items).toHaveLength(2);
    const last = await search({ from, limit: 2, filter: { maxCost: 5 }, nextToken: page.nextToken });
    expect([last.items.length, last.nextToken]).toEqual([1, null]);
    const rest = await someTrips({}, {}, dear, dear, dear, dear);
    expect(await search({ from: rest.from, limit: 2, filter: { maxCost: 5 } })).toMatchObject({ nextToken: null });
  });

  it('reads at most 80 trips for a page, and goes on from there', async () => {
    const { from, trips } = await someTrips({});
    const [trip] = trips;
    if (!trip) throw new Error('There is one.');
    const item = await api.table.stored(keyOf(trip));
    const { username } = keyOf(trip);
    const clones = Array.from({ length: 99 }, (_, at) => {
      const created = `2026-01-02-03-04-05-${String(100_000 + at)}`;
      return { ...item, created, closing: `${trip.acceptTo}#${created}#${username}`, currency: 'USD' };
    });
    await api.table.storeAll(clones);
    const page = await search({ from, limit: 1, filter: { currency: 'EUR' } });
    expect(page.items).toEqual([]);
    const limits = api.asked.map((request) => Number(request['limit']));
    expect(limits.reduce((sum, limit) => sum + limit, 0)).toBe(80);
    expect(idsOf(await search({ from, limit: 1, filter: { currency: 'EUR' }, nextToken: page.nextToken }))).toEqual([
      trip.id,
    ]);
  });

  const FILTERS: readonly (readonly [string, object, boolean])[] = [
    ['the day of travel', { travelFrom: aTrip().travelDate }, true],
    ['the day after it', { travelFrom: '2099-01-01' }, false],
    ['up to the day of travel', { travelTo: aTrip().travelDate }, true],
    ['up to a day before', { travelTo: '2020-01-01' }, false],
    ['its currency', { currency: 'EUR' }, true],
    ['another currency', { currency: 'USD' }, false],
    ['its category', { category: 'CLOTHES' }, true],
    ['another category', { category: 'PAPER' }, false],
    ['exactly as much as is free', { minFreeKg: 10 }, true],
    ['more than is free', { minFreeKg: 10.01 }, false],
    ['exactly its cost', { category: 'CLOTHES', maxCost: 3 }, true],
    ['less than its cost', { maxCost: 2.99 }, false],
    ['kilograms and cost of two categories', { minFreeKg: 10, maxCost: 2 }, false],
    ['a category with the cost of another', { category: 'ELECTRONICS', maxCost: 3 }, false],
  ];
  it.each(FILTERS)('filters by %s', async (_, filter, isFound) => {
    const { from } = await someTrips({ allowed: [CLOTHES, { category: 'ELECTRONICS', cost: 20, kg: 5 }] });
    expect((await search({ from, filter })).items).toHaveLength(isFound ? 1 : 0);
  });

  it('finds a match in each of the six categories', async () => {
    const names = ['PAPER', 'MEDICINE', 'CLOTHES', 'ELECTRONICS', 'BAG', 'OTHERS'];
    const { from } = await someTrips({ allowed: names.map((category, at) => ({ category, cost: 3, kg: at + 1 })) });
    for (const [at, category] of names.entries()) {
      expect((await search({ from, filter: { category, minFreeKg: at + 1 } })).items).toHaveLength(1);
      expect((await search({ from, filter: { category, minFreeKg: at + 2 } })).items).toHaveLength(0);
    }
  });

  it.each([
    ['travelFrom', { travelFrom: '2026-12-40' }],
    ['travelTo', { travelTo: '2026-1-1' }],
    ['travelFrom', { travelFrom: '2026-12-02', travelTo: '2026-12-01' }],
    ['minFreeKg', { minFreeKg: -0.01 }],
    ['maxCost', { maxCost: -0.01 }],
    ['currency', { currency: 'eur' }],
  ])('refuses a filter that no trip can mean: %s', async (field, filter) => {
    const refusal = await api.refusal('Query.searchTrips', searching({ from: 'Berlin-Germany', filter }));
    expect(refusal).toMatchObject({ errorInfo: { field: `filter.${field}` } });
    const least = { minFreeKg: 0, maxCost: 0, travelFrom: '2026-12-01', travelTo: '2026-12-01' };
    expect((await search({ from: 'Berlin-Germany', filter: least })).items).toEqual([]);
  });
});

describe('The token of a search', () => {
  const ARGUMENTS: readonly (readonly [string, object])[] = [
    ['to', { to: 'Paris-France' }],
    ['travelFrom', { filter: { travelFrom: '2026-01-01' } }],
    ['travelTo', { filter: { travelTo: '2099-01-01' } }],
    ['category', { filter: { category: 'CLOTHES' } }],
    ['minFreeKg', { filter: { minFreeKg: 1 } }],
    ['maxCost', { filter: { maxCost: 5 } }],
    ['currency', { filter: { currency: 'EUR' } }],
  ];
  it.each(ARGUMENTS)('belongs to its arguments: %s', async (_, changes) => {
    const { from } = await someTrips({}, {});
    const { nextToken } = await search({ from, limit: 1 });
    expect(nextToken).not.toBeNull();
    expect(await api.refusal('Query.searchTrips', searching({ from, nextToken, ...changes }))).toEqual(OTHER_QUERY);
    const { from: other } = await someTrips({});
    expect(await api.refusal('Query.searchTrips', searching({ from: other, nextToken }))).toEqual(OTHER_QUERY);
  });

  it('of an earlier day does not read closed trips', async () => {
    const { from, trips } = await someTrips({});
    const [trip] = trips;
    if (!trip) throw new Error('There is one.');
    const { username, created } = keyOf(trip);
    const list = [from, null, null, null, null, null, null, null];
    const token = Buffer.from(`2026-01-01#${created}#${username}|${JSON.stringify(list)}`).toString('base64');
    await api.table.overwrite(keyOf(trip), { closing: `2026-02-01#${created}#${username}` });
    expect((await search({ from, nextToken: token })).items).toEqual([]);
    await api.table.overwrite(keyOf(trip), { closing: `${dayFrom(1)}#${created}#${username}` });
    expect((await search({ from, nextToken: token })).items).toHaveLength(1);
  });

  it.each(['', 'x', 'AAAA', Buffer.from('2026-01-01|[]').toString('base64'), 'not base64!', 'x'.repeat(4_004)])(
    'has its form: %s',
    async (nextToken) => {
      const refusal = await api.refusal('Query.searchTrips', searching({ from: 'Berlin-Germany', nextToken }));
      expect(refusal).toEqual(FORMAT);
    },
  );
});

describe('A page', () => {
  it.each([
    [0, false],
    [1, true],
    [50, true],
    [51, false],
    [-1, false],
  ])('has 1 to 50 items: %i', async (limit, isTaken) => {
    const lists = [
      ['Query.searchTrips', { from: 'Berlin-Germany' }],
      ['Query.myTrips', {}],
      ['Query.sentRequests', { status: 'PENDING' }],
    ] as const;
    for (const [field, args] of lists) {
      const refusal = await api.refusal(field, searching({ ...args, limit }));
      if (isTaken) expect(refusal.errorType).toBeNull();
      else expect(refusal).toEqual(RANGE);
    }
  });

  it('has 20 items unless a limit is given', async () => {
    const { amira: traveler, trip, tripKey } = await aScene(api);
    const item = await api.table.stored(tripKey);
    const keys = Array.from({ length: 20 }, (_, at) => `2026-01-02-03-04-05-${String(100_000 + at)}`);
    await api.table.storeAll(keys.map((created) => ({ ...item, created })));
    const page = await api.run<TripConnection>('Query.myTrips', { by: traveler });
    expect(page.items).toHaveLength(20);
    expect(page.items[0]).toMatchObject({ id: trip.id });
  });
});
