import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { meterOf, setStage, type Stage } from '../../bench/lib/stage.ts';
import { blockKey, closing, halfKey, type Pair, reportKey, route } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { shared } from '../support/shared/shared.ts';
import { SIZES } from '../support/sizes.ts';
import { aModerator } from '../support/stories/moderators.ts';
import { aMember, type Person } from '../support/stories/people.ts';
import { Refusal } from '../support/stories/refusal.ts';
import { aRequest } from '../support/stories/requests.ts';
import { aTrip, inDays } from '../support/trips.ts';

/** A letter outside the basic plane: 4 bytes, the most that a code point takes. */
const WIDE = '\u{20000}';
const CITY = `${WIDE.repeat(limits.cityLength / 2)}-${WIDE.repeat(limits.cityLength / 2 - 1)}`;
const OTHER_CITY = `${WIDE.repeat(limits.cityLength / 2 - 1)}-${WIDE.repeat(limits.cityLength / 2)}`;
const NAME = WIDE.repeat(limits.nameLength);
const NOTE = WIDE.repeat(limits.noteLength);
const KINDS = ['Paper', 'Medicine', 'Clothes', 'Electronics', 'Bag', 'Others'];
const ofEach = <Value>(value: Value) => Object.fromEntries(KINDS.map((kind) => [kind, value]));
const LATER = Math.floor(Date.now() / 1000) + 40 * 24 * 60 * 60;
const COUNT = 81;

const tripIdAt = (at: number) => `2026-01-02-03-04-05-${String(at).padStart(6, '0')}`;

/** The largest trip that the API stores. */
function largestTrip(username: string, at: number) {
  const key = { username, created: tripIdAt(at) };
  return {
    ...key,
    fromcity: CITY,
    tocity: OTHER_CITY,
    fromto: route(CITY, OTHER_CITY),
    acceptfrom: inDays(1),
    acceptto: inDays(20),
    trdate: inDays(30),
    currency: 'EUR',
    allowed: ofEach({ cost: 9999.99, kg: 99.99, free: 99.99 }),
    closing: closing(inDays(20), key),
    version: 1,
    updated: '2026-01-02T03:04:05.000Z',
    tname: NAME,
    since: '2026-01-02',
    tstamp: LATER,
  };
}

/** The largest half that the API stores, of a request that the person has sent. */
function largestHalf(requester: string, at: number) {
  const pair: Pair = { tripid: tripIdAt(at), traveler: randomUUID(), requester };
  return {
    ...halfKey('requester', 'PENDING', pair),
    items: ofEach(99.99),
    cost: ofEach(9999.99),
    pieces: limits.mostPieces,
    fromcity: CITY,
    tocity: OTHER_CITY,
    trdate: inDays(30),
    currency: 'EUR',
    tname: NAME,
    rname: NAME,
    note: NOTE,
    dtime: tripIdAt(at),
    changed: '2026-01-02T03:04:05.000Z',
    revision: 1,
    sends: 1,
    tstamp: LATER,
  };
}

/** A half of the first app, which stored no terms: a list reads them from the trip. */
function firstAppHalf(traveler: string, at: number) {
  const pair: Pair = { tripid: tripIdAt(at), traveler, requester: randomUUID() };
  return { ...halfKey('traveler', 'PENDING', pair), items: ofEach(9), note: NOTE, dtime: pair.tripid, tstamp: LATER };
}

function largestReport(at: number, about: string) {
  return {
    ...reportKey('OPEN', tripIdAt(at)),
    ...{ about, aboutname: NAME, by: randomUUID(), byname: NAME, reason: 'SPAM' },
    words: WIDE.repeat(limits.wordsLength),
    content: JSON.stringify({ ...largestTrip(about, at), note: NOTE }),
  };
}

describe('One call, with as many aliases as it may have, over the largest items', () => {
  let stage: Stage;
  let jonas: Person;
  let moderator: Person;
  let request: string;

  beforeAll(async () => {
    stage = await setStage({ assembly: await shared('assembly'), isMetered: true });
    const amira = await aMember('Amira', stage.takeIt);
    jonas = await aMember('Jonas', stage.takeIt);
    moderator = await aModerator('Mona', stage.takeIt);
    request = (await jonas.sends(aRequest(await amira.posts(aTrip()), { note: NOTE }))).id;
    await amira.accepts(request);
    const each = <Item>(make: (at: number) => Item) => Array.from({ length: COUNT }, (_, at) => make(at));
    await stage.store('ours', [
      ...each((at) => largestTrip(jonas.id, at)),
      ...each((at) => largestTrip(amira.id, at)),
      ...each((at) => largestHalf(jonas.id, at)),
      ...each((at) => firstAppHalf(jonas.id, at)),
      ...each(() => ({ ...blockKey(jonas.id, randomUUID()), since: '2026-01-02', name: NAME })),
      ...each((at) => largestReport(at, jonas.id)),
    ]);
  }, 120_000);
  afterAll(() => stage.close());

  const aliases = (field: string, count: number) =>
    Array.from({ length: count }, (_, at) => `a${String(at)}: ${field}`).join('\n');

  const FIELDS: readonly (readonly [name: string, field: () => string, resolvers: number])[] = [
    ['an export', () => 'exportAccount { document }', 1],
    ['sent requests', () => 'sentRequests(status: PENDING, limit: 50) { nextToken }', 1],
    ['received requests of the first app', () => 'receivedRequests(status: PENDING, limit: 50) { nextToken }', 1],
    ['own trips', () => 'myTrips(limit: 50) { nextToken }', 1],
    ['a search that finds nothing', () => `searchTrips(from: "${CITY}", filter: { currency: "USD" }) { nextToken }`, 1],
    ['a search of fifty', () => `searchTrips(to: "${OTHER_CITY}", limit: 50) { nextToken }`, 1],
    ['blocked people', () => 'blockedPeople(limit: 50) { nextToken }', 1],
    ['a request with contacts', () => `request(id: "${request}") { id contacts { name } }`, 2],
    ['the account', () => 'account { trips }', 1],
    ['reports', () => 'reports(status: OPEN, limit: 50) { nextToken }', 1],
  ];

  it.each(FIELDS)('%s: no more units than a call may cost', async (name, field, resolvers) => {
    const meter = meterOf(stage, 'ours');
    const by = name === 'reports' ? moderator : jonas;
    const most = Math.floor(limits.resolversPerCall / resolvers);
    const asked = SIZES.mostAliases ? most : 2;
    meter.clear();
    await by.ask(`{ ${aliases(field(), asked)} }`);
    const units = meter.calls().reduce((sum, { read }) => sum + read, 0);
    expect(units).toBeGreaterThan(0);
    expect((units / asked) * most).toBeLessThanOrEqual(limits.readUnitsPerCall);
  });

  it('a page of trips with the caller’s requests reads no more either', async () => {
    const meter = meterOf(stage, 'ours');
    meter.clear();
    const answered = await jonas.ask(`{ searchTrips(from: "${CITY}", limit: 24) { items { myRequest { id } } } }`);
    expect(answered).toMatchObject({ searchTrips: { items: expect.objectContaining({ length: 24 }) as unknown } });
    expect(meter.calls().reduce((sum, { read }) => sum + read, 0)).toBeLessThanOrEqual(limits.readUnitsPerCall);
  });

  it('one alias more is refused', async () => {
    const refused = jonas.ask(`{ ${aliases('exportAccount { document }', limits.resolversPerCall + 1)} }`);
    await expect(refused).rejects.toMatchObject({ errorType: 'ResolverExecutionLimitReached' });
    await expect(refused).rejects.toBeInstanceOf(Refusal);
  });
});
