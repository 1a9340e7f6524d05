import { absent } from '../../../domain/conditions.ts';
import { type Pair, tripKeyOf } from '../../../domain/keys.ts';
import { type Item, placeOf } from '../../item.ts';
import { isExpired } from '../forms.ts';
import { planGone } from '../people/planGone.ts';
import type { PairItems } from '../survey.ts';
import type { AroundRequest } from './around.ts';
import { planPair, type Surroundings } from './planPair.ts';
import { type Contradiction, deletion, EXPIRED, type Verdict } from './verdict.ts';

/** Decides about one request, as the first app or the API stored it. */
export function planRequest({ pair, entries }: PairItems, around: AroundRequest): Verdict {
  const stored = entries.map((entry) => entry.stored);
  const right = rightHalves({ pair, entries }, around.now);
  if (around.gone.length > 0) return planGone(pair, { stored, items: right.map(({ item }) => item) }, around);
  if (stored.every((item) => isExpired(item, around.now))) return EXPIRED;
  if (around.swap !== null) return deleteSwapped(pair, stored, around);
  const origins = new Map(right.map(({ item, from }) => [item, from]));
  const verdict = planPair(
    pair,
    right.map(({ item }) => item),
    around,
    { found: foundIn(right, around.now), storedOf: (item) => origins.get(item) ?? item },
  );
  return withReplaced(verdict, stored, right);
}

/** A half under its right key and with a time. */
interface RightHalf {
  readonly item: Item;
  readonly from: Item;
}

/**
 * The halves under their right keys, each once. In 2022 the first app stored no time of a decline: then the latest time
 * of the request is taken, otherwise that of its trip.
 */
function rightHalves({ pair, entries }: PairItems, now: number): RightHalf[] {
  const times = entries.map(({ item }) => item['dtime']).filter((time) => typeof time === 'string');
  const dtime = times.sort().at(-1) ?? pair.tripid;
  const byPlace = new Map<string, RightHalf>();
  for (const { item, stored } of entries) {
    const isTimed = item['dtime'] !== undefined || item['revision'] !== undefined;
    const half = { item: isTimed ? item : { ...item, dtime }, from: stored };
    const other = byPlace.get(placeOf(item));
    if (!other || isPreferred(half, other, now)) byPlace.set(placeOf(item), half);
  }
  return [...byPlace.values()];
}

/** Of two halves with the same right key the one that has not expired, then the one that has that key already. */
function isPreferred(half: RightHalf, other: RightHalf, now: number): boolean {
  const isLive = ({ item }: RightHalf) => !isExpired(item, now);
  if (isLive(half) !== isLive(other)) return isLive(half);
  return placeOf(half.from) === placeOf(half.item);
}

function foundIn(halves: readonly RightHalf[], now: number): Contradiction[] {
  const live = halves.filter(({ item }) => !isExpired(item, now));
  return [
    ...(live.some(({ item, from }) => placeOf(item) !== placeOf(from)) ? ['userName' as const] : []),
    ...(live.some(({ item, from }) => item['dtime'] !== from['dtime']) ? ['noTime' as const] : []),
    ...(live.some(({ item }) => item['fromuser'] !== undefined) ? ['namesOther' as const] : []),
  ];
}

/** Adds the halves that another one with the same right key replaces: the repair deletes them. */
function withReplaced(verdict: Verdict, stored: readonly Item[], halves: readonly RightHalf[]): Verdict {
  const kept = new Set(halves.map(({ from }) => from));
  const replaced = stored.filter((item) => !kept.has(item));
  if (verdict.outcome !== 'repair' || replaced.length === 0) return verdict;
  const { repair } = verdict;
  const places = new Set(replaced.map(placeOf));
  // A deletion checks its item itself; DynamoDB takes one operation for each item.
  const checks = repair.checks.filter(({ key }) => !places.has(placeOf(key)));
  return { ...verdict, repair: { ...repair, before: [...repair.before, ...replaced], checks } };
}

/** The trip of such a request belongs to its requester. Deleting needs only that the traveler still has no such trip. */
function deleteSwapped(pair: Pair, before: readonly Item[], { now }: Surroundings): Verdict {
  return deletion('swappedRoles', { before, checks: [{ key: tripKeyOf(pair), when: absent(now) }] });
}

/** Decides about a request for a trip of one's own: the API does not allow these, so it is deleted. */
export function planOwnPair(items: readonly Item[], now: number): Verdict {
  if (items.every((item) => isExpired(item, now))) return EXPIRED;
  return deletion('ownTrip', { before: items });
}
