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

/** What a request's own items don't tell. */
export interface Surroundings {
  /** Epoch seconds. */
  readonly now: number;
  /** When the trip expires, in epoch seconds; null: there is none any more; unknown: it can't be read. */
  readonly tripExpiresAt: number | null | 'unknown';
  /** Whether the trip counts the kilograms of accepted requests. */
  readonly isCounted: boolean;
  /** Whether the API is at work on the trip's requests, or on the removal of one of the two people. */
  readonly isUnderWay: boolean;
}

const PARTIES: readonly Party[] = ['traveler', 'requester'];
/** The first app wrote times of expiry to the day in one place, to the second in another. */
const DAY_SECONDS = 24 * 60 * 60;

/** @param items of one pair, every half in whichever status and on either side */
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
  // What has expired stays for DynamoDB to delete, unless it is in the way.
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
  /** The half whose details hold. */
  readonly model: Half;
  readonly expiresAt: number;
  /** Whether it is in this status because its trip is gone. */
  readonly isClosed: boolean;
  /** The halves that are in this status already. */
  readonly standing: readonly Half[];
  /** Whether those can stay as they are. */
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
  throw new TypeError(`No half of a request for the trip ${pair.tripid}.`);
}

/**
 * The status that gives the least away, as the API believes it of one side alone; and nobody is accepted on the word of one
 * side, for that shows contacts.
 */
function believe(halves: readonly Half[]): RequestStatus {
  const has = (status: RequestStatus, party?: Party) =>
    halves.some((half) => half.status === status && (party === undefined || half.party === party));
  if (has('CANCELLED')) return 'CANCELLED';
  if (has('DECLINED')) return 'DECLINED';
  return has('ACCEPTED', 'traveler') && has('ACCEPTED', 'requester') ? 'ACCEPTED' : 'PENDING';
}

/** The half that was written last; of those as old the requester's, who made the request. */
function later(one: Half, other: Half): Half {
  if (other.revision !== one.revision) return other.revision > one.revision ? other : one;
  return one.party === 'traveler' && other.party === 'requester' ? other : one;
}

/** With the trip; where that doesn't tell, as soon as either half would have. */
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
 * A half as the API writes it, but for `changed`: without that the stream's readers let it pass. Its revision is new, so
 * that a call which has read the old one finds out.
 */
function renewed(party: Party, pair: Pair, { halves, model, status, reason, expiresAt, standing }: Plan): Item {
  // What else a half holds is its owner's alone.
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
 * Neither account is going, which no new half may get into; the trip is there, or gone, if the repair goes by that; and on a
 * side where no half was seen there is none in any status: the table may have been read before it was written.
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

/** Kilograms that a trip has counted would have to be given back, or taken: more or others than it has counted, too. */
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

/** In the order in which the API believes them. */
function statusesOf(halves: readonly Half[], party: Party): RequestStatus[] {
  return STATUSES.filter((status) => halves.some((half) => half.party === party && half.status === status));
}

/** A person can't ask for their own trip: what there is of that goes. */
export function planOwnPair(items: readonly Item[], now: number): Verdict {
  if (items.every((item) => isExpired(item, now))) return EXPIRED;
  const repair = { before: items, after: [], checks: [] };
  return { outcome: 'repair', contradictions: ['ownTrip'], repair };
}
