import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, blockedByKey, halfKey, type Pair, type Party, tripKeyOf } from '../../domain/keys.ts';
import type { RequestConnection, RequestStatus, TripConnection } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aCard, anAcceptedScene, aScene, dayFrom, EXPIRED, LIVE, send } from '../support/resolvers/scene.ts';

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
      { revision: -1 },
      { revision: 3_000_000_000 },
      { items: { Clothes: 'x' } },
      { items: { Food: 1 } },
      { items: { Clothes: 2 }, cost: {} },
      { pieces: 1.5 },
      { tstamp: 'never' },
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

describe('The export of an account', () => {
  const page = (by: Caller, args: object = {}) =>
    api.run<{ document: string; nextToken: string | null }>('Query.exportAccount', { by, args: { ...args } });

  it('holds all items of the person, by kind, and of nobody else', async () => {
    const scene = await aScene(api);
    await send(api, scene);
    for (const created of ['closing_x', 'alert_x', 'device_x'])
      await api.table.store({ username: scene.jonas.id, created });
    const { document, nextToken } = await page(scene.jonas);
    const lists = JSON.parse(document) as Record<string, { username: string }[]>;
    const counts = Object.fromEntries(Object.entries(lists).map(([kind, items]) => [kind, items.length]));
    expect(counts).toEqual({ account: 1, contacts: 1, trips: 0, requests: 1, devices: 1, alerts: 1, other: 1 });
    expect(nextToken).toBeNull();
    expect(new Set(Object.values(lists).flatMap((items) => items.map(({ username }) => username)))).toEqual(
      new Set([scene.jonas.id]),
    );
    expect(JSON.parse((await page(scene.amira)).document)).toMatchObject({ trips: [{ username: scene.amira.id }] });
  });

  it('goes on page by page, by tokens of its own', async () => {
    const person = aCaller('Salma');
    const items = Array.from({ length: 51 }, (_, at) => ({
      username: person.id,
      created: `note_${String(1000 + at)}`,
    }));
    await api.table.storeAll(items);
    const first = await page(person);
    expect((JSON.parse(first.document) as { other: unknown[] }).other).toHaveLength(50);
    const last = await page(person, { nextToken: first.nextToken });
    expect((JSON.parse(last.document) as { other: unknown[] }).other).toMatchObject([{ created: 'note_1050' }]);
    expect(last.nextToken).toBeNull();
    const other = { by: aCaller('Noor'), args: { nextToken: first.nextToken } };
    expect(await api.refusal('Query.exportAccount', other)).toEqual(OTHER_QUERY);
  });

  it('is the same for a person whom others have blocked and reported', async () => {
    const [person, other] = [aCaller('Salma'), aCaller('Noor')];
    const keys = ['blocked_a', 'blockedc', 'device_a', 'report_a', 'reporteda', 'reporterz', 'request_a'];
    const around = keys.flatMap((key) => Array.from({ length: 9 }, (_, at) => `${key}${String(at)}`));
    const itemsOf = ({ id }: Caller, created: readonly string[]) =>
      created.map((key) => ({ username: id, created: key }));
    const hidden = Array.from({ length: 60 }, (_, at) => [
      blockedByKey(`b${String(at)}`, person.id),
      `reportedby_${String(at)}`,
    ]);
    await api.table.storeAll(itemsOf(other, around));
    await api.table.storeAll(
      itemsOf(person, [...around, ...hidden.flat().map((key) => (typeof key === 'string' ? key : key.created))]),
    );
    const all = async (by: Caller, args: object = {}) => {
      const pages: string[] = [];
      let { document, nextToken } = await page(by, args);
      pages.push(document);
      while (nextToken !== null) {
        ({ document, nextToken } = await page(by, { nextToken }));
        pages.push(document);
      }
      return pages.map((text) => text.replaceAll(by.id, 'me'));
    };
    const shown = await all(other);
    expect(shown).toHaveLength(2);
    expect(shown.join('').match(/"created"/g)).toHaveLength(around.length);
    expect(await all(person)).toEqual(shown);
    // Anybody can write a token, so its place may be between the hidden items.
    const tokenAt = ({ id }: Caller, place: string) =>
      Buffer.from(`${place}|${JSON.stringify(['exportAccount', id])}`).toString('base64');
    for (const place of ['blockedby_b30', 'reportedby_30']) {
      const after = await all(other, { nextToken: tokenAt(other, place) });
      expect(await all(person, { nextToken: tokenAt(person, place) })).toEqual(after);
    }
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
