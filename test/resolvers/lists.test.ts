import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, halfKey, type Pair, type Party, tripKeyOf } from '../../domain/keys.ts';
import type { RequestConnection, RequestStatus, TripConnection } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aCard, anAcceptedScene, aScene, dayFrom, EXPIRED, LIVE } from '../support/resolvers/scene.ts';

const OTHER_QUERY = { errorType: 'ValidationError', errorInfo: { field: 'nextToken', rule: 'otherQuery' } };

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

describe('The list of one’s own trips', () => {
  const list = (by: Caller, args: object = {}) => api.run<TripConnection>('Query.myTrips', { by, args: { ...args } });

  it('is active until the day of travel is over everywhere, then archived', async () => {
    const { amira, trip, tripKey } = await aScene(api);
    for (const [days, when] of [
      [1, 'ACTIVE'],
      [0, 'ACTIVE'],
      [-1, 'ARCHIVED'],
    ] as const) {
      await api.table.overwrite(tripKey, { trdate: dayFrom(days) });
      for (const period of ['ACTIVE', 'ARCHIVED'] as const) {
        const { items } = await list(amira, { when: period });
        expect(items.map(({ id }) => id)).toEqual(period === when ? [trip.id] : []);
      }
    }
  });

  it('shows the newest trips first, page by page, each once', async () => {
    const { amira, tripKey } = await aScene(api);
    const item = await api.table.stored(tripKey);
    const keys = [1, 2, 3, 4].map((at) => `2026-01-02-03-04-05-00000${at}`);
    await api.table.storeAll(keys.map((created) => ({ ...item, created })));
    await api.table.overwrite({ ...tripKey, created: keys[2] ?? '' }, { tstamp: EXPIRED });
    const seen: string[] = [];
    let nextToken: string | null | undefined;
    do {
      const page = await list(amira, { limit: 2, nextToken: nextToken ?? null });
      seen.push(...page.items.map(({ id }) => id.split('_')[0] ?? ''));
      ({ nextToken } = page);
    } while (nextToken);
    expect(seen).toEqual([tripKey.created, keys[3], keys[1], keys[0]]);
  });

  it('has tokens of its own: not of another person, nor of another period', async () => {
    const { amira, jonas, tripKey } = await aScene(api);
    const item = await api.table.stored(tripKey);
    await api.table.store({ ...item, created: '2026-01-02-03-04-05-000001' });
    const { nextToken } = await list(amira, { limit: 1 });
    expect(nextToken).not.toBeNull();
    expect(await api.refusal('Query.myTrips', { by: jonas, args: { nextToken } })).toEqual(OTHER_QUERY);
    const archived = { by: amira, args: { nextToken, when: 'ARCHIVED' } };
    expect(await api.refusal('Query.myTrips', archived)).toEqual(OTHER_QUERY);
  });
});

describe('A list of requests', () => {
  const received = (by: Caller, args: object) =>
    api.run<RequestConnection>('Query.receivedRequests', { by, args: { status: 'PENDING', ...args } });
  const sent = (by: Caller, args: object = {}) =>
    api.run<RequestConnection>('Query.sentRequests', { by, args: { status: 'PENDING', ...args } });
  const TERMS = { fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', trdate: '2027-01-01', currency: 'EUR', cost: {} };

  const storeHalf = (party: Party, status: RequestStatus, pair: Pair, changes: object = {}) =>
    api.table.store({
      ...halfKey(party, status, pair),
      ...TERMS,
      ...{ dtime: pair.tripid, items: {}, revision: 1, tstamp: LIVE },
      ...changes,
    });
  const aPair = (at: number, traveler: Caller, requester = aCaller('Noor')): Pair => ({
    tripid: `2026-01-02-03-04-05-${String(100_000 + at)}`,
    traveler: traveler.id,
    requester: requester.id,
  });

  it('shows one status of one side, the newest trips first, each once', async () => {
    const amira = aCaller('Amira');
    const pairs = [1, 2, 3, 4, 5].map((at) => aPair(at, amira));
    for (const pair of pairs) await storeHalf('traveler', 'PENDING', pair);
    await storeHalf('traveler', 'ACCEPTED', aPair(6, amira));
    await storeHalf('requester', 'PENDING', aPair(7, aCaller('Jonas'), amira));
    const [, , third] = pairs;
    if (third) await storeHalf('traveler', 'PENDING', third, { tstamp: EXPIRED });
    const seen: string[] = [];
    let nextToken: string | null | undefined;
    do {
      const page = await received(amira, { limit: 2, nextToken: nextToken ?? null });
      seen.push(...page.items.map(({ id }) => id.split('_')[0] ?? ''));
      ({ nextToken } = page);
    } while (nextToken);
    expect(seen).toEqual([5, 4, 2, 1].map((at) => pairs[at - 1]?.tripid));
    const salma = aCaller('Salma');
    for (const at of [1, 2, 3, 4]) await storeHalf('traveler', 'PENDING', aPair(at, salma));
    const first = await received(salma, { limit: 2 });
    // The last page is known to be the last, though it is full.
    expect(await received(salma, { limit: 2, nextToken: first.nextToken })).toMatchObject({ nextToken: null });
    const whole = await received(amira, { limit: 4 });
    expect([whole.items.length, (await received(amira, { limit: 5 })).nextToken]).toEqual([4, null]);
    expect((await sent(amira)).items).toHaveLength(1);
  });

  it('of one trip shows that trip’s alone, to its traveler alone', async () => {
    const { amira, jonas, trip, tripKey, pair } = await aScene(api);
    await storeHalf('traveler', 'PENDING', pair);
    await storeHalf('traveler', 'PENDING', { ...pair, tripid: `${pair.tripid.slice(0, -6)}999999` });
    await storeHalf('traveler', 'PENDING', { ...pair, tripid: `${pair.tripid.slice(0, -6)}000000` });
    const page = await received(amira, { tripId: trip.id });
    expect(page.items.map(({ tripId }) => tripId)).toEqual([trip.id]);
    const call = { by: jonas, args: { status: 'PENDING', tripId: trip.id } };
    expect(await api.refusal('Query.receivedRequests', call)).toMatchObject({ errorType: 'NotAllowed' });
    expect(tripKey.username).toBe(amira.id);
  });

  it('has tokens of its own: not of another person, status, side or trip', async () => {
    const [amira, jonas] = [aCaller('Amira'), aCaller('Jonas')];
    const pairs = [1, 2].map((at) => aPair(at, amira));
    for (const pair of pairs) await storeHalf('traveler', 'PENDING', pair);
    for (const pair of pairs)
      await storeHalf('requester', 'PENDING', { ...pair, traveler: jonas.id, requester: amira.id });
    const { nextToken } = await received(amira, { limit: 1 });
    expect(nextToken).not.toBeNull();
    const status = 'PENDING';
    expect(await api.refusal('Query.receivedRequests', { by: jonas, args: { status, nextToken } })).toEqual(
      OTHER_QUERY,
    );
    const trip = `${pairs[1]?.tripid ?? ''}_${amira.id}`;
    const ofTrip = { by: amira, args: { status, nextToken, tripId: trip } };
    expect(await api.refusal('Query.receivedRequests', ofTrip)).toEqual(OTHER_QUERY);
    const { nextToken: other } = await sent(amira, { limit: 1 });
    for (const [field, token, wanted] of [
      ['Query.receivedRequests', nextToken, 'DECLINED'],
      ['Query.sentRequests', nextToken, 'PENDING'],
      ['Query.receivedRequests', other, 'PENDING'],
    ] as const) {
      const { errorType } = await api.refusal(field, { by: amira, args: { status: wanted, nextToken: token } });
      expect(errorType).toBe('ValidationError');
    }
  });

  it('shows the terms of their trips for requests of the first app', async () => {
    const { jonas, trip, pair } = await aScene(api);
    const first = { ...halfKey('requester', 'PENDING', pair), dtime: pair.tripid, tstamp: LIVE };
    await api.table.store(first);
    await storeHalf('requester', 'PENDING', aPair(9, aCaller('Salma'), jonas));
    const { items } = await sent(jonas);
    expect(items.map(({ fromCity }) => fromCity)).toEqual([trip.fromCity, 'Berlin-Germany']);
    expect(items[0]).toMatchObject({ travelDate: trip.travelDate, currency: 'EUR' });
    // A trip that was not read is no missing trip: the terms would seem to be unknown.
    api.meanwhile('unprocessed');
    const call = { by: jonas, args: { status: 'PENDING' } };
    expect(await api.refusal('Query.sentRequests', call)).toMatchObject({ errorType: 'TryAgain' });
  });

  it('leaves out malformed halves and shows the others', async () => {
    const amira = aCaller('Amira');
    const broken: object[] = [
      { dtime: 'x' },
      { dtime: '2026-01-02 at noon' },
      { revision: -1 },
      { revision: 3_000_000_000 },
      { items: { Clothes: 'x' } },
      { items: { Food: 1 } },
      { items: { Clothes: 2 }, cost: {} },
      { pieces: 1.5 },
      { tstamp: 'never' },
      // Without terms, the day follows from the expiry: here in the year 11476, and in none.
      { fromcity: undefined, tocity: undefined, trdate: undefined, cost: undefined, tstamp: 3e11 },
      { fromcity: undefined, tocity: undefined, trdate: undefined, cost: undefined, tstamp: 1e15 },
      { trdate: '2026-02-30' },
      { currency: '' },
      { tocity: undefined },
    ];
    for (const [at, changes] of broken.entries()) await storeHalf('traveler', 'PENDING', aPair(at, amira), changes);
    await storeHalf('traveler', 'PENDING', aPair(90, amira));
    expect((await received(amira, {})).items.map(({ tripId }) => tripId)).toEqual([
      `${aPair(90, amira).tripid}_${amira.id}`,
    ]);
  });
});

describe('A contact card of somebody else', () => {
  const ASKED = { selection: ['id', 'contacts', 'contacts/name'] };

  it('is read only with a request that is accepted on both sides', async () => {
    const scene = await anAcceptedScene(api);
    const { amira, jonas, id, pair } = scene;
    const see = (by: Caller) => api.run<{ contacts?: unknown }>('Query.request', { by, args: { id }, ...ASKED });
    expect(await see(amira)).toMatchObject({ contacts: { name: 'Jonas', email: aCard(jonas).email } });
    expect(await see(jonas)).toMatchObject({ contacts: { name: 'Amira' } });
    const source = await see(jonas);
    const field = (by: Caller, request: object) =>
      api.run('Request.contacts', { by, source: { ...request, contacts: undefined } });
    expect(await field(jonas, source)).toMatchObject({ name: 'Amira' });

    const theirs = halfKey('traveler', 'ACCEPTED', pair);
    const stored = await api.table.stored(theirs);
    for (const change of [{ tstamp: EXPIRED }, { dtime: 'x' }]) {
      await api.table.overwrite(theirs, change);
      expect(await see(jonas)).toMatchObject({ contacts: null });
      expect(await field(jonas, source)).toBeNull();
      await api.table.store(stored ?? {});
    }
    await api.table.forget(theirs);
    expect(await see(jonas)).toMatchObject({ contacts: null });
    expect(await field(jonas, source)).toBeNull();
    await api.table.store(stored ?? {});
    await api.table.forget(halfKey('requester', 'ACCEPTED', pair));
    expect(await field(jonas, source)).toBeNull();
    expect(await see(jonas)).toBeNull();
  });

  it.each(['PENDING', 'DECLINED', 'CANCELLED'] as const)('is not read with a request that is %s', async (status) => {
    const { jonas, amira, id, pair } = await aScene(api);
    for (const party of ['traveler', 'requester'] as const) {
      await api.table.store({ ...halfKey(party, status, pair), dtime: pair.tripid, revision: 2, tstamp: LIVE });
    }
    for (const by of [jonas, amira]) {
      const request = await api.run<object>('Query.request', { by, args: { id }, ...ASKED });
      expect(request).toMatchObject({ status });
      expect((request as { contacts?: unknown }).contacts ?? null).toBeNull();
      expect(await api.run('Request.contacts', { by, source: { ...request, contacts: undefined } })).toBeNull();
    }
  });

  it('is not read with a request that only the other side shows as accepted', async () => {
    const { jonas, id, pair } = await aScene(api);
    const half = { dtime: pair.tripid, revision: 2, tstamp: LIVE };
    await api.table.store({ ...halfKey('requester', 'PENDING', pair), ...half });
    await api.table.store({ ...halfKey('traveler', 'ACCEPTED', pair), ...half });
    const request = await api.run<object>('Query.request', { by: jonas, args: { id }, ...ASKED });
    expect(request).toMatchObject({ status: 'PENDING', contacts: null });
  });

  it('is read with the later of two statuses that the first app left', async () => {
    const { jonas, id, pair } = await anAcceptedScene(api);
    await api.table.store({ ...halfKey('requester', 'PENDING', pair), dtime: pair.tripid, revision: 1, tstamp: LIVE });
    expect(await api.run('Query.request', { by: jonas, args: { id }, ...ASKED })).toMatchObject({
      status: 'ACCEPTED',
      contacts: { name: 'Amira' },
    });
  });

  it('is read by nobody else', async () => {
    const { id } = await anAcceptedScene(api);
    expect(await api.run('Query.request', { by: aCaller('Mallory'), args: { id }, ...ASKED })).toBeNull();
  });

  it('is missing where the person has deleted it', async () => {
    const { jonas, amira, id, pair } = await anAcceptedScene(api);
    await api.table.forget({ username: amira.id, created: 'contacts' });
    expect(await api.run('Query.request', { by: jonas, args: { id }, ...ASKED })).toMatchObject({ contacts: null });
    expect(await api.table.stored(tripKeyOf(pair))).toBeDefined();
    expect(await api.table.stored(accountKey(amira.id))).toBeDefined();
  });
});
