import { isDeepStrictEqual } from 'node:util';

import { absent } from '../../../domain/conditions.ts';
import { halfKey, type Key, NAMES, type Pair, type Party, tripKeyOf } from '../../../domain/keys.ts';
import { closedBy, STATUSES } from '../../../domain/requestStates.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { isAlone } from '../../../functions/lib/halves.ts';
import { type Item, placeOf, without } from '../../item.ts';
import type { Check } from '../../repair.ts';
import { staysOf } from '../checks.ts';
import { isExpired } from '../forms.ts';
import type { Trip } from '../trips/trip.ts';
import { type Half, toHalf } from './half.ts';
import { namesOf, type Shown, TERMS, termsOfTrip } from './terms.ts';
import { type Contradiction, EXPIRED, FINE, left, type Verdict } from './verdict.ts';

/** What the decision needs to know besides the request's own items. */
export interface Surroundings {
  /** Epoch seconds. */
  readonly now: number;
  /** When the trip expires, in epoch seconds; null: there is no trip; unknown: the trip cannot be read. */
  readonly tripExpiresAt: number | null | 'unknown';
  /** The trip, if there is one that the API shows. */
  readonly trip: Trip | null;
  /** What is shown of a person. */
  readonly shown: (userId: string) => Shown;
  /** Whether the trip counts the kilograms of accepted requests. */
  readonly isCounted: boolean;
  /** Whether the API is changing the trip's requests or removing the account of one of the two people. */
  readonly isUnderWay: boolean;
  /** The key under which the trip is stored, if that is not yet the right one. */
  readonly tripKey?: Key;
}

/** How the halves differ from what is stored. */
export interface Origin {
  /** Contradictions that were found before; then both halves are written again. */
  readonly found: readonly Contradiction[];
  /** The item as it is stored. */
  readonly storedOf: (item: Item) => Item;
}

const AS_STORED: Origin = { found: [], storedOf: (item) => item };

export const PARTIES: readonly Party[] = ['traveler', 'requester'];
/** The first app rounded some expiry times to the day and others to the second. */
const DAY_SECONDS = 24 * 60 * 60;

/**
 * Decides about one request.
 * @param items all halves of the pair, in any status and on either side
 */
export function planPair(
  pair: Pair,
  items: readonly Item[],
  around: Surroundings,
  { found, storedOf }: Origin = AS_STORED,
): Verdict {
  const isLive = (item: Item | undefined) => item !== undefined && !isExpired(item, around.now);
  const live = items.filter(isLive);
  if (live.length === 0) return EXPIRED;
  const halves = live.map(toHalf).filter((half): half is Half => half !== null);
  if (halves.length < live.length) return left('unreadable');
  if (halves.some(isAlone)) return FINE;
  const agreed = agreement(pair, halves, around);
  const plan = { halves, ...agreed, isKept: agreed.isKept && found.length === 0 };
  const after = plan.isKept
    ? plan.standing.map(({ item }) => item)
    : PARTIES.map((party) => renewed(party, pair, plan));
  const contradictions = [...found, ...contradictionsOf(plan, around)];
  if (contradictions.length === 0) return FINE;
  if (around.isUnderWay) return left('underWay');
  if (movesKilograms(plan, around)) return left('kilograms');
  const wanted = new Set(after.map(placeOf));
  // Expired items stay for DynamoDB to delete, unless a new half needs their key.
  const before = items.map(storedOf).filter((item, at) => isLive(items[at]) || wanted.has(placeOf(item)));
  const isMoved = found.includes('userName');
  const checks = plan.isKept ? [] : checksOf(pair, plan, around, isMoved);
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
  /** Whether the request is closed because its trip does not exist, and whether it was accepted. */
  readonly isClosed: boolean;
  readonly wasAccepted: boolean;
  /** The halves that already have this status. */
  readonly standing: readonly Half[];
  /** The terms and names that the halves are to store, as far as they are known. */
  readonly told: Readonly<Record<string, unknown>>;
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
  const told = toldOf(pair, model, around);
  const isKept =
    standing.length === 2 &&
    standing.every((half) => isSame(half, model) && half.expiresAt === expiresAt && tells(half, told));
  return {
    status,
    reason: closed?.reason ?? model.reason,
    model,
    expiresAt,
    isClosed: closed !== undefined,
    wasAccepted: closed !== undefined && halves.some((half) => half.status === 'ACCEPTED'),
    standing,
    told,
    isKept,
  };
}

/** The terms and names that both halves are to store. Terms that are stored are kept; otherwise they are the trip's. */
export function toldOf(pair: Pair, { item, kilograms, terms }: Half, { trip, shown }: Surroundings) {
  const known = terms ?? (trip ? termsOfTrip(trip, Object.keys(kilograms)) : undefined);
  return { ...known, ...namesOf(pair, item, shown) };
}

function tells({ item }: Half, told: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(told).every(([name, value]) => isDeepStrictEqual(item[name], value));
}

function none(pair: Pair): never {
  throw new TypeError(`There is no half of a request for the trip ${pair.tripid}.`);
}

/**
 * The status that reveals the least, as the API decides too. ACCEPTED requires both halves, because it reveals
 * contacts. A decline is stale if the traveler accepted later.
 */
export function believe(halves: readonly Half[]): RequestStatus {
  const has = (status: RequestStatus, party?: Party) =>
    halves.some((half) => half.status === status && (party === undefined || half.party === party));
  if (has('CANCELLED')) return 'CANCELLED';
  if (has('DECLINED') && !isAcceptedLater(halves)) return 'DECLINED';
  return has('ACCEPTED', 'traveler') && has('ACCEPTED', 'requester') ? 'ACCEPTED' : 'PENDING';
}

/**
 * Whether both accepted halves are later than every declined one. In a half of the first app `dtime` is the time of its
 * status; in a half of the API, which has a revision, it is the time of the sending.
 */
function isAcceptedLater(halves: readonly Half[]): boolean {
  const accepted = halves.filter(({ status }) => status === 'ACCEPTED');
  const isByBoth = PARTIES.every((party) => accepted.some((half) => half.party === party));
  const declined = halves.filter(({ status }) => status === 'DECLINED');
  const isAfter = ({ dtime }: Half) => declined.every((half) => half.dtime < dtime);
  return isByBoth && accepted.every(isAfter) && halves.every(({ revision }) => revision === 0);
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

function detailsOf({ dtime, kilograms, terms, note, reason, revision, item, tripid }: Half) {
  return { dtime, kilograms, terms, pieces: item['pieces'], note, reason, revision, tripid: item['tripid'] ?? tripid };
}

/**
 * A half as the API writes it, but without `changed`: so it invokes no stream reader. It has a new revision, so a call
 * that has read the old half fails its condition.
 */
function renewed(party: Party, pair: Pair, { halves, model, status, reason, expiresAt, standing, told }: Plan): Item {
  // Other attributes of a half belong only to its owner.
  const own = [...standing, ...halves].find((half) => half.party === party)?.item;
  return {
    ...without(own ?? {}, ['changed', 'note', 'reason', 'pieces', 'fromuser', ...TERMS]),
    ...told,
    ...(model.item['pieces'] === undefined ? {} : { pieces: model.item['pieces'] }),
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
 * The conditions of a repair. Neither account is being removed. The trip of an open request exists with the travel date
 * that its terms take over; a request that the repair closes has no trip. On a side without a half there is none in any
 * status: one may have been written after the table was read. The same holds for both sides of a request with new keys.
 */
function checksOf(pair: Pair, plan: Plan, { trip, now, tripKey }: Surroundings, isMoved: boolean): Check[] {
  const { halves, status, isClosed, model } = plan;
  const isThere = trip
    ? { text: 'trdate = :trdate', values: { ':trdate': trip.item['trdate'] } }
    : { text: 'attribute_exists(created)', values: {} };
  const takesTerms = model.terms === undefined && trip !== null;
  const isOpen = status === 'PENDING' || status === 'ACCEPTED' || takesTerms;
  const unseen = PARTIES.filter((party) => isMoved || !halves.some((half) => half.party === party));
  return [
    ...PARTIES.map((party) => staysOf(pair[party])),
    ...(isOpen ? [{ key: tripKey ?? tripKeyOf(pair), when: isThere }] : []),
    ...(isClosed ? [{ key: tripKeyOf(pair), when: absent(now) }] : []),
    ...unseen.flatMap((party) => STATUSES.map((other) => ({ key: halfKey(party, other, pair), when: absent(now) }))),
  ];
}

/** Whether the repair would change the kilograms that a trip has counted. */
export function movesKilograms({ halves, status, model }: Plan, { isCounted }: Surroundings): boolean {
  if (!isCounted) return false;
  const counted = halves.filter((half) => half.status === 'ACCEPTED').map(({ kilograms }) => kilograms);
  const wanted = status === 'ACCEPTED' ? model.kilograms : null;
  if (wanted !== null && counted.every((kilograms) => isDeepStrictEqual(kilograms, wanted))) return false;
  return [...counted, wanted ?? {}].some((kilograms) => Object.values(kilograms).some((kg) => kg > 0));
}

function contradictionsOf(
  { halves, model, standing, expiresAt, told, wasAccepted }: Plan,
  around: Surroundings,
): Contradiction[] {
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
    noTerms: model.terms === undefined && told['trdate'] !== undefined,
    noNames: Object.values(NAMES).some(
      (name) => told[name] !== undefined && !halves.every(({ item }) => item[name] === told[name]),
    ),
    tripGone: isOpen && standing.length === 0 && around.tripExpiresAt === null,
    acceptedClosed: wasAccepted,
  };
  return (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
}

/** The statuses of one party's halves, in the order in which the API prefers them. */
function statusesOf(halves: readonly Half[], party: Party): RequestStatus[] {
  return STATUSES.filter((status) => halves.some((half) => half.party === party && half.status === status));
}
