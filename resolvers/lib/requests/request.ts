import { isMap, STORED_NAMES } from '../../../domain/categories.ts';
import * as conditions from '../../../domain/conditions.ts';
import {
  CREATED,
  halfKey,
  type Key,
  type Pair,
  type Party,
  type Place,
  requestId,
  tripId,
  tripKeyOf,
} from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { actionsOf, REASONS, STATUSES } from '../../../domain/requestStates.ts';
import type { Contacts, ItemCategory, Request, RequestItem, RequestItemInput } from '../../../domain/schema.types.ts';
import { util } from '../appsync/appsync.ts';
import { toExpression } from '../appsync/expression.ts';
import { isDate, isDateTime, toDateTime } from '../dates.ts';
import { fits } from '../pattern.ts';
import { isAhead, isFilled, isWhole, type StoredItem, toNumber, type TripCapacity } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import { priceOf, storedCost, storedTerms, termsOf, toStoredCosts, unknownTerms, withCosts } from './terms.ts';

/** What a resolver answers for a request, and what its next status copies. The other fields have their own resolvers. */
export interface RequestAnswer extends Omit<Request, 'trip' | 'counterpart' | 'contacts'> {
  tripid: string;
  dtime: string;
  expiresAt: number;
  /** How often it was sent. */
  sends: number;
  /** Whether the terms are known. Those of a first app's request are read from its trip. */
  hasTerms: boolean;
  travelerName: string | null;
  requesterName: string | null;
  /** The counterpart's card, where it was read together with the request. */
  contacts?: Contacts | null;
}

/** A half in which the attributes of every status are valid. The first app kept no revision. */
type SoundHalf = StoredItem<RequestHalf> & { readonly dtime: string; readonly tstamp: number; revision?: number };

function isSound(half: StoredItem<RequestHalf>): half is SoundHalf {
  return (
    fits(`${CREATED}|${CREATED.slice(0, -3)}{3}`, half.dtime) &&
    isDate(half.dtime.slice(0, 10)) &&
    (half.revision === undefined || (isWhole(half.revision) && half.revision <= limits.mostInt)) &&
    isAhead(half.tstamp)
  );
}

/** The items; empty for a first app's request, null when the map contains other than known categories with valid numbers. */
function toItems({ items: stored, pieces, cost }: StoredItem<RequestHalf>): RequestItem[] | null {
  if (stored === undefined) return [];
  if (!isMap(stored) || !(cost === undefined || isMap(cost))) return null;
  if (!(pieces === undefined || (isWhole(pieces) && pieces <= limits.mostInt))) return null;
  const items: RequestItem[] = [];
  const documents = pieces === undefined ? null : pieces + 0;
  // Not a loop: a page maps up to 52 halves, and AppSync stops a handler's iterations at 1,000.
  addItem(items, stored, cost, 'PAPER', documents);
  addItem(items, stored, cost, 'MEDICINE', null);
  addItem(items, stored, cost, 'CLOTHES', null);
  addItem(items, stored, cost, 'ELECTRONICS', null);
  addItem(items, stored, cost, 'BAG', null);
  addItem(items, stored, cost, 'OTHERS', null);
  return items.length === Object.keys(stored).length ? items : null;
}

function addItem(
  items: RequestItem[],
  stored: Readonly<Record<string, unknown>>,
  costs: Readonly<Record<string, unknown>> | undefined,
  category: ItemCategory,
  pieces: number | null,
): void {
  const kg = toNumber(stored[STORED_NAMES[category]]);
  if (kg === null) return;
  const cost = storedCost(costs, category);
  if (cost !== null) items.push({ category, kg, pieces, cost });
}

/** The kilograms of a request as they are stored. */
export function toStoredItems(items: readonly RequestItemInput[]): Record<string, number> {
  const map: Record<string, number> = {};
  for (const { category, kg } of items) map[STORED_NAMES[category]] = kg;
  return map;
}

/** The documents that a request asks for; null without PAPER. */
export function documentsIn(items: RequestItemInput[]): number | null {
  return items.find(({ category }) => category === 'PAPER')?.pieces ?? null;
}

/**
 * Reads one party's half of a request as that party sees it, in the first app's form and in ours.
 * @param place where it was found
 * @returns null when there is none, when it has expired, or when an attribute is malformed, so one malformed record never
 *   breaks a page
 */
export function toRequest(half: StoredItem<RequestHalf> | null | undefined, place: Place): RequestAnswer | null {
  const items = half ? toItems(half) : null;
  if (!half || !items || !isSound(half)) return null;
  const { party, status, tripid, traveler, requester } = place;
  const { dtime, note, changed, revision, tstamp } = half;
  const stored = storedTerms(half);
  const terms = stored === undefined ? unknownTerms(tstamp) : stored;
  if (!terms || !isDate(terms.travelDate)) return null;
  const sentAt = toDateTime(dtime);
  const reason = REASONS.find((one) => one === half.reason) ?? null;
  return {
    ...terms,
    id: requestId(place),
    status,
    role: party === 'traveler' ? 'RECEIVED' : 'SENT',
    actions: actionsOf(party, { status, reason }),
    revision: (revision ?? 0) + 0,
    tripId: tripId(tripKeyOf(place)),
    traveler,
    requester,
    items,
    price: priceOf(items, terms.currency),
    note: typeof note === 'string' ? note : null,
    sentAt,
    changedAt: isDateTime(changed) ? changed : sentAt,
    reason,
    tripid,
    dtime,
    expiresAt: tstamp + 0,
    sends: isWhole(half.sends) ? half.sends + 0 : 1,
    hasTerms: stored !== undefined,
    travelerName: isFilled(half.tname) ? half.tname : null,
    requesterName: isFilled(half.rname) ? half.rname : null,
  };
}

/**
 * A request with terms. One of the first app gets those that its trip offers now.
 * @param trip null when it is gone or malformed: then the terms stay unknown
 */
export function withTerms(request: RequestAnswer, trip: TripCapacity | null): RequestAnswer {
  if (request.hasTerms || !trip) return request;
  const items = withCosts(request.items, trip);
  return {
    ...request,
    ...termsOf(trip),
    items,
    price: priceOf(items, trip.currency),
    hasTerms: true,
    travelerName: request.travelerName ?? trip.travelerName,
  };
}

/** One party's half of a request, to put under its status. Unknown values are not stored. */
export function toHalf(party: Party, request: RequestAnswer): Partial<RequestHalf> & Key {
  const { items, note, dtime, changedAt, revision, reason, expiresAt, sends, travelerName, requesterName } = request;
  const documents = documentsIn(items);
  return {
    ...halfKey(party, request.status, request),
    items: toStoredItems(items),
    ...(documents === null ? {} : { pieces: documents }),
    ...(request.hasTerms ? toStoredTerms(request) : {}),
    ...(travelerName === null ? {} : { tname: travelerName }),
    ...(requesterName === null ? {} : { rname: requesterName }),
    dtime,
    sends,
    changed: changedAt,
    revision,
    tstamp: expiresAt,
    ...(note === null ? {} : { note }),
    ...(reason === null ? {} : { reason }),
  };
}

function toStoredTerms({ items, fromCity, toCity, travelDate, currency }: RequestAnswer) {
  return { cost: toStoredCosts(items), fromcity: fromCity, tocity: toCity, trdate: travelDate, currency };
}

/** Which party of a request a person is; null for any other person. */
export function partyOf(pair: Pair, userId: string): Party | null {
  if (userId === pair.traveler) return 'traveler';
  return userId === pair.requester ? 'requester' : null;
}

/** The possible keys of a party's half, one for each status. */
export function halfKeys(party: Party, pair: Pair): Key[] {
  return STATUSES.map((status) => halfKey(party, status, pair));
}

/**
 * The one valid half among those read.
 * The first app could leave halves in two statuses. The one that shows least is used then.
 * @param halves what is stored under `halfKeys`
 */
export function standing(
  party: Party,
  pair: Pair,
  halves: readonly (StoredItem<RequestHalf> | null)[],
): RequestAnswer | null {
  let found: RequestAnswer | null = null;
  for (const status of STATUSES) {
    const request = toRequest(halves[STATUSES.indexOf(status)], { ...pair, party, status });
    if (request) found = request;
  }
  return found;
}

/** No item is under a key. */
export function absent() {
  return toExpression(conditions.absent(util.time.nowEpochSeconds()));
}

/** A half is unchanged since it was read. */
export function unchanged({ revision }: RequestAnswer) {
  return toExpression(conditions.unchanged(revision, util.time.nowEpochSeconds()));
}

/** The counterpart's half agrees with the half that was read, or it is missing. */
export function unchangedOrMissing({ revision }: RequestAnswer) {
  return toExpression(conditions.unchangedOrMissing(revision, util.time.nowEpochSeconds()));
}

/** The party that has this role. */
export function partyWith({ role }: RequestAnswer): Party {
  return role === 'SENT' ? 'requester' : 'traveler';
}

/** The other person of a request, and their name. */
export function counterpartOf({ role, traveler, requester, travelerName, requesterName }: RequestAnswer) {
  return role === 'SENT' ? { id: traveler, name: travelerName } : { id: requester, name: requesterName };
}
