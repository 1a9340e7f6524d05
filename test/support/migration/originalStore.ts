import { halfKey, type Key, type Pair, type Party, tripKeyOf } from '../../../domain/keys.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import type { Item } from '../stories/storedItems.ts';
import { inDays } from '../trips.ts';

type Sides = Readonly<Record<Party, readonly RequestStatus[]>>;

/** What a request of the first app may look like, and what must come of it: written by hand, line by line. */
export interface Story extends Sides {
  readonly trip: 'there' | 'gone';
  /** The one status in which both sides are to have it afterwards. */
  readonly becomes: RequestStatus;
  /** By the names in the report; none: it stays as it is. */
  readonly found: readonly string[];
}

const P = 'PENDING';
const A = 'ACCEPTED';
const D = 'DECLINED';
const C = 'CANCELLED';

function of(
  traveler: readonly RequestStatus[],
  requester: readonly RequestStatus[],
  becomes: RequestStatus,
  found: readonly string[] = [],
  trip: Story['trip'] = 'there',
): Story {
  return { traveler, requester, trip, becomes, found };
}

/** Every request that the first app's one write after another can leave. */
export const STORIES: readonly Story[] = [
  of([P], [P], P),
  of([A], [A], A),
  of([D], [D], D),
  of([P], [], P, ['sideMissing']),
  of([], [P], P, ['sideMissing']),
  of([A], [], P, ['sideMissing']),
  of([], [A], P, ['sideMissing']),
  of([D], [], D, ['sideMissing']),
  of([], [D], D, ['sideMissing']),
  of([P, A], [P, A], A, ['severalStatuses']),
  of([P, A], [A], A, ['severalStatuses']),
  of([A], [P, A], A, ['severalStatuses']),
  of([P, A], [P], P, ['sidesDiffer', 'severalStatuses']),
  of([A], [P], P, ['sidesDiffer']),
  of([P], [A], P, ['sidesDiffer']),
  of([P, D], [P, D], D, ['severalStatuses']),
  of([P, D], [P], D, ['sidesDiffer', 'severalStatuses']),
  of([D], [P], D, ['sidesDiffer']),
  of([P], [D], D, ['sidesDiffer']),
  of([A], [D], D, ['sidesDiffer']),
  of([D], [A], D, ['sidesDiffer']),
  of([A, D], [A, D], D, ['acceptedAndDeclined']),
  of([A], [A, D], D, ['sidesDiffer', 'acceptedAndDeclined']),
  of([A, D], [A], D, ['sidesDiffer', 'acceptedAndDeclined']),
  of([A, D], [], D, ['sideMissing', 'acceptedAndDeclined']),
  of([], [A, D], D, ['sideMissing', 'acceptedAndDeclined']),
  of([P, A, D], [P, A, D], D, ['acceptedAndDeclined']),
  of([P], [P], C, ['tripGone'], 'gone'),
  of([A], [A], C, ['tripGone', 'acceptedClosed'], 'gone'),
  of([P], [], C, ['sideMissing', 'tripGone'], 'gone'),
  of([], [A], C, ['sideMissing', 'tripGone', 'acceptedClosed'], 'gone'),
  of([P, A], [A], C, ['severalStatuses', 'tripGone', 'acceptedClosed'], 'gone'),
  of([D], [D], D, [], 'gone'),
  of([], [D], D, ['sideMissing'], 'gone'),
];

/** What the first app wrote, and what must be there in the end. */
export interface Planted {
  readonly items: readonly Item[];
  readonly expected: readonly Item[];
  /** How often each contradiction is there. */
  readonly found: Readonly<Record<string, number>>;
  /** How many items each outcome has, before anything is repaired. */
  readonly outcomes: Readonly<Record<'fine' | 'expired' | 'left' | 'toRepair', number>>;
}

const TSTAMP = Math.floor(Date.parse(inDays(45)) / 1000);
const ROUTE = { fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt' };
const IN_TRIPS = ['numbersAsText', 'noFree', 'noClosing', 'noVersion'];

/** The article's trip, moved to the coming weeks, in the form in which the first app wrote it. */
export function anOriginalTrip(key: Key, changes: Item = {}): Item {
  return {
    ...key,
    acceptfrom: inDays(-3),
    acceptto: inDays(10),
    allowed: { Clothes: { cost: '3.0', kg: '10.0' }, Electronics: { cost: '20.0', kg: '5.0' } },
    currency: 'EUR',
    ...ROUTE,
    fromto: `${ROUTE.fromcity}_${ROUTE.tocity}`,
    trdate: inDays(15),
    tstamp: TSTAMP,
    ...changes,
  };
}

/** The same in the API's form, with what of Clothes is free. */
export function aRepairedTrip(key: Key, changes: Item = {}, free = 10): Item {
  const acceptto = typeof changes['acceptto'] === 'string' ? changes['acceptto'] : inDays(10);
  const trip = anOriginalTrip(key, changes);
  const allowed = { Clothes: { cost: 3, kg: 10, free }, Electronics: { cost: 20, kg: 5, free: 5 } };
  const [fromcity, tocity] = [String(trip['fromcity']), String(trip['tocity'])];
  const fromto = `${fromcity}_${tocity}`;
  return { ...trip, fromto, allowed, closing: `${acceptto}#${key.created}#${key.username}`, version: 1 };
}

/** The first app's attributes of a half: the article has no more. */
export function anOriginalHalf(party: Party, status: RequestStatus, pair: Pair, changes: Item = {}): Item {
  const dtime = '2022-10-15-22-42-41-599518';
  return { ...halfKey(party, status, pair), dtime, tripid: pair.tripid, tstamp: TSTAMP, ...changes };
}

/** One request, with its trip where there is one. */
export function plant(story: Story, pair: Pair, changes: Item = {}): Planted {
  const key = tripKeyOf(pair);
  const isThere = story.trip === 'there';
  const halves = (['traveler', 'requester'] as const).flatMap((party) =>
    story[party].map((status) => anOriginalHalf(party, status, pair)),
  );
  const isFine = story.found.length === 0 && !isThere;
  const terms = isThere ? termsOf(anOriginalTrip(key, changes)) : {};
  return {
    items: [...halves, ...(isThere ? [anOriginalTrip(key, changes)] : [])],
    expected: [
      ...(isFine ? halves : endOf(story, pair, halves, terms)),
      ...(isThere ? [aRepairedTrip(key, changes)] : []),
    ],
    // Where the trip is there, its requests get their terms.
    found: countOf([...story.found, ...(isThere ? [...IN_TRIPS, 'noTerms'] : [])]),
    outcomes: {
      fine: isFine ? halves.length : 0,
      expired: 0,
      left: 0,
      toRepair: (isFine ? 0 : halves.length) + (isThere ? 1 : 0),
    },
  };
}

/** The terms that a request takes from its trip. */
export function termsOf(
  { fromcity, tocity, trdate, currency }: Item,
  cost: Readonly<Record<string, number>> = {},
): Item {
  return { cost, fromcity, tocity, trdate, currency };
}

/** Halves that agree and get no terms stay as they are; others are put anew, with the first revision there is. */
function endOf(
  { becomes, trip, traveler, requester }: Story,
  pair: Pair,
  halves: readonly Item[],
  terms: Item,
): Item[] {
  const isOpen = becomes === 'CANCELLED' && trip === 'gone';
  const keys = (['traveler', 'requester'] as const).map((party) => halfKey(party, becomes, pair));
  if (trip === 'gone' && traveler.includes(becomes) && requester.includes(becomes)) {
    return halves.filter(({ username, created }) =>
      keys.some((key) => key.username === username && key.created === created),
    );
  }
  const { dtime, tstamp } = halves[0] ?? {};
  const reason = isOpen ? { reason: 'TRIP_DELETED' } : {};
  return keys.map((key) => ({ ...key, ...pair, items: {}, dtime, tstamp, revision: 1, ...terms, ...reason }));
}

export function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Puts what was planted side by side. */
export function together(all: readonly Planted[]): Planted {
  const found: Record<string, number> = {};
  const outcomes = { fine: 0, expired: 0, left: 0, toRepair: 0 };
  for (const one of all) {
    for (const [name, count] of Object.entries(one.found)) found[name] = (found[name] ?? 0) + count;
    for (const name of ['fine', 'expired', 'left', 'toRepair'] as const) outcomes[name] += one.outcomes[name];
  }
  return {
    items: all.flatMap(({ items }) => items),
    expected: all.flatMap(({ expected }) => expected),
    found,
    outcomes,
  };
}
