import { isDeepStrictEqual } from 'node:util';

import { absent, NOT_REMOVING } from '../domain/conditions.ts';
import { accountKey, halfKey, type Pair, type Party, tripKeyOf } from '../domain/keys.ts';
import { closedBy, STATUSES } from '../domain/requestStates.ts';
import type { RequestStatus } from '../domain/schema.types.ts';
import { isAlone } from '../functions/lib/halves.ts';
import { isExpired } from './forms.ts';
import { type Half, toHalf } from './half.ts';
import { type Item, placeOf, without } from './item.ts';
import type { Check } from './repair.ts';
import { type Contradiction, EXPIRED, FINE, left, type Verdict } from './verdict.ts';

/** What the decision needs to know besides the request's own items. */
export interface Surroundings {
  /** Epoch seconds. */
  readonly now: number;
  /** When the trip expires, in epoch seconds; null: there is no trip; unknown: the trip cannot be read. */
  readonly tripExpiresAt: number | null | 'unknown';
  /** Whether the trip counts the kilograms of accepted requests. */
  readonly isCounted: boolean;
  /** Whether the API is changing the trip's requests or removing the account of one of the two people. */
  readonly isUnderWay: boolean;
}

const PARTIES: readonly Party[] = ['traveler', 'requester'];
/** The first app rounded some expiry times to the day and others to the second. */
const DAY_SECONDS = 24 * 60 * 60;

/**
 * Decides about one request.
 * @param items all halves of the pair, in any status and on either side
 */
export function planPair(pair: Pair, items: readonly Item[], around: Surroundings): Verdict {
  const live = items.filter((item) => !isExpired(item, around.now));
  if (live.length === 0) return EXPIRED;
  const halves = live.map(toHalf).filter((half): half is Half => half !== null);
  if (halves.length < live.length) return left('unreadable');
  if (halves.some(isAlone)) return FINE;
  const plan = { halves, ...agreement(pair, halves, around) };
  const after = plan.isKept
    ? plan.standing.map(({ item }) => item)
    : PARTIES.map((party) => renewed(party, pair, plan));
  const contradictions = namesOf(plan, around);
  if (contradictions.length === 0) return FINE;
  if (around.isUnderWay) return left('underWay');
  if (movesKilograms(plan, around)) return left('kilograms');
  const wanted = new Set(after.map(placeOf));
  // Expired items stay for DynamoDB to delete, unless a new half needs their key.
  const before = items.filter((item) => live.includes(item) || wanted.has(placeOf(item)));
  const checks = plan.isKept ? [] : checksOf(pair, plan, around.now);
  const own = new Set([...wanted, ...before.map(placeOf)]);
  const others = checks.filter(({ key }) => !own.has(placeOf(key)));
  return { outcome: 'repair', contradictions, repair: { before, after, checks: others } };
}

interface Plan {
  readonly halves: readonly Half[];
  readonly status: RequestStatus;
  readonly reason: unknown;
  /** The half whose details are used. */
  readonly model: Half;
  readonly expiresAt: number;
  /** Whether the request is closed because its trip does not exist. */
  readonly isClosed: boolean;
  /** The halves that already have this status. */
  readonly standing: readonly Half[];
  /** Whether those halves can stay unchanged. */
  readonly isKept: boolean;
}

function agreement(pair: Pair, halves: readonly Half[], around: Surroundings): Omit<Plan, 'halves'> {
  const believed = believe(halves);
  const closed = around.tripExpiresAt === null ? closedBy('DELETE_TRIP', believed) : undefined;
  const status = closed?.to ?? believed;
  const inStatus = halves.filter((half) => half.status === believed);
  const [first] = halves;
  const model = [...inStatus, ...halves].reduce(later, inStatus[0] ?? first ?? none(pair));
  const expiresAt = expiryOf(halves, around);
  const standing = closed ? [] : inStatus;
  const isKept = standing.length === 2 && standing.every((half) => isSame(half, model) && half.expiresAt === expiresAt);
  return {
    status,
    reason: closed?.reason ?? model.reason,
    model,
    expiresAt,
    isClosed: closed !== undefined,
    standing,
    isKept,
  };
}

function none(pair: Pair): never {
  throw new TypeError(`There is no half of a request for the trip ${pair.tripid}.`);
}

/**
 * The status that reveals the least, as the API decides too. ACCEPTED requires both halves, because it reveals
 * contacts.
 */
function believe(halves: readonly Half[]): RequestStatus {
  const has = (status: RequestStatus, party?: Party) =>
    halves.some((half) => half.status === status && (party === undefined || half.party === party));
  if (has('CANCELLED')) return 'CANCELLED';
  if (has('DECLINED')) return 'DECLINED';
  return has('ACCEPTED', 'traveler') && has('ACCEPTED', 'requester') ? 'ACCEPTED' : 'PENDING';
}

/** The half with the higher revision; of equal ones the requester's, because the requester made the request. */
function later(one: Half, other: Half): Half {
  if (other.revision !== one.revision) return other.revision > one.revision ? other : one;
  return one.party === 'traveler' && other.party === 'requester' ? other : one;
}

/** The expiry time of the trip; if that is unknown, the earlier time of the halves. */
function expiryOf(halves: readonly Half[], { tripExpiresAt }: Surroundings): number {
  const soonest = Math.min(...halves.map(({ expiresAt }) => expiresAt));
  if (typeof tripExpiresAt !== 'number') return soonest;
  return halves.every(({ expiresAt }) => expiresAt === soonest && Math.abs(expiresAt - tripExpiresAt) < DAY_SECONDS)
    ? soonest
    : tripExpiresAt;
}

function isSame(one: Half, other: Half): boolean {
  return isDeepStrictEqual(detailsOf(one), detailsOf(other));
}

function detailsOf({ dtime, kilograms, note, reason, revision, item, tripid }: Half) {
  return { dtime, kilograms, note, reason, revision, tripid: item['tripid'] ?? tripid };
}

/**
 * A half as the API writes it, but without `changed`: so it invokes no stream reader. It has a new revision, so a call
 * that has read the old half fails its condition.
 */
function renewed(party: Party, pair: Pair, { halves, model, status, reason, expiresAt, standing }: Plan): Item {
  // Other attributes of a half belong only to its owner.
  const own = [...standing, ...halves].find((half) => half.party === party)?.item;
  return {
    ...without(own ?? {}, ['changed', 'note', 'reason']),
    ...halfKey(party, status, pair),
    tripid: pair.tripid,
    traveler: pair.traveler,
    requester: pair.requester,
    items: model.kilograms,
    dtime: model.dtime,
    revision: Math.max(...halves.map(({ revision }) => revision)) + 1,
    tstamp: expiresAt,
    ...(model.note === null ? {} : { note: model.note }),
    ...(reason === undefined || reason === null ? {} : { reason }),
  };
}

/**
 * The conditions of a repair. Neither account is being removed. The trip of an open request exists; a request that the
 * repair closes has no trip. On a side without a half there is none in any status: one may have been written after the
 * table was read.
 */
function checksOf(pair: Pair, { halves, status, isClosed }: Plan, now: number): Check[] {
  const isThere = { text: 'attribute_exists(created)', values: {} };
  const isOpen = status === 'PENDING' || status === 'ACCEPTED';
  const unseen = PARTIES.filter((party) => !halves.some((half) => half.party === party));
  return [
    ...PARTIES.map((party) => ({ key: accountKey(pair[party]), when: { text: NOT_REMOVING, values: {} } })),
    ...(isOpen ? [{ key: tripKeyOf(pair), when: isThere }] : []),
    ...(isClosed ? [{ key: tripKeyOf(pair), when: absent(now) }] : []),
    ...unseen.flatMap((party) => STATUSES.map((other) => ({ key: halfKey(party, other, pair), when: absent(now) }))),
  ];
}

/** Whether the repair would change the kilograms that a trip has counted. */
function movesKilograms({ halves, status, model }: Plan, { isCounted }: Surroundings): boolean {
  if (!isCounted) return false;
  const counted = halves.filter((half) => half.status === 'ACCEPTED').map(({ kilograms }) => kilograms);
  const wanted = status === 'ACCEPTED' ? model.kilograms : null;
  if (wanted !== null && counted.every((kilograms) => isDeepStrictEqual(kilograms, wanted))) return false;
  return [...counted, wanted ?? {}].some((kilograms) => Object.values(kilograms).some((kg) => kg > 0));
}

function namesOf({ halves, model, standing, expiresAt }: Plan, around: Surroundings): Contradiction[] {
  const [traveler = [], requester = []] = PARTIES.map((party) => statusesOf(halves, party));
  const sides = [traveler, requester];
  const isOpen = sides.flat().some((status) => status === 'PENDING' || status === 'ACCEPTED');
  const isBoth = (side: RequestStatus[]) => side.includes('ACCEPTED') && side.includes('DECLINED');
  const found: Readonly<Partial<Record<Contradiction, boolean>>> = {
    sideMissing: sides.some((side) => side.length === 0),
    sidesDiffer: sides.every((side) => side.length > 0) && traveler.at(-1) !== requester.at(-1),
    acceptedAndDeclined: sides.some(isBoth),
    severalStatuses: sides.some((side) => side.length > 1 && !isBoth(side)),
    detailsDiffer: standing.length === 2 && !standing.every((half) => isSame(half, model)),
    expiryDiffers: halves.some((half) => half.expiresAt !== expiresAt),
    tripGone: isOpen && standing.length === 0 && around.tripExpiresAt === null,
  };
  return (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
}

/** The statuses of one party's halves, in the order in which the API prefers them. */
function statusesOf(halves: readonly Half[], party: Party): RequestStatus[] {
  return STATUSES.filter((status) => halves.some((half) => half.party === party && half.status === status));
}

/** Decides about a request for a trip of one's own: the API does not allow these, so it is deleted. */
export function planOwnPair(items: readonly Item[], now: number): Verdict {
  if (items.every((item) => isExpired(item, now))) return EXPIRED;
  const repair = { before: items, after: [], checks: [] };
  return { outcome: 'repair', contradictions: ['ownTrip'], repair };
}
