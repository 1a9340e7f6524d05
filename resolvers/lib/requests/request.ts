import { isMap, STORED_NAMES } from '../../../domain/categories.ts';
import * as conditions from '../../../domain/conditions.ts';
import {
  CREATED,
  halfKey,
  HALVES,
  type Key,
  type Pair,
  type Party,
  requestId,
  tripId,
  tripKeyOf,
} from '../../../domain/keys.ts';
import { actionsOf, REASONS, STATUSES } from '../../../domain/requestStates.ts';
import type {
  CancelReason,
  Contacts,
  ItemCategory,
  Request,
  RequestItem,
  RequestItemInput,
  RequestStatus,
} from '../../../domain/schema.types.ts';
import { util } from '../appsync/appsync.ts';
import { toExpression } from '../appsync/expression.ts';
import { isDateTime, toDateTime } from '../dates.ts';
import { isCreated, isUserId } from '../ids.ts';
import { fits } from '../pattern.ts';
import { isAhead, isWhole, type StoredItem, toNumber } from '../trips/trip.ts';

/** One party's half of a request, as this API writes it. The original app wrote tripid, dtime and tstamp alone. */
export interface RequestHalf {
  username: string;
  created: string;
  tripid: string;
  traveler: string;
  requester: string;
  items: Record<string, number>;
  note: string;
  /** When it was sent: `2022-10-15-22-42-41-599518`. */
  dtime: string;
  changed: string;
  revision: number;
  reason: CancelReason;
  /** Of the trip. */
  tstamp: number;
}

/** What a resolver answers for a request, and what its next status takes over; the other fields have resolvers of their own. */
export interface RequestAnswer extends Omit<Request, 'trip' | 'counterpart' | 'contacts'> {
  tripid: string;
  dtime: string;
  expiresAt: number;
  /** Of the other one, where it was read together with the request. */
  contacts?: Contacts | null;
}

/** Where a half stands: whose it is, and in which status. */
export interface Place extends Pair {
  readonly party: Party;
  readonly status: RequestStatus;
}

/** Where a half that a query found stands, its key tells; null when it is the key of no half. */
export function placeOfHalf({ username, created }: StoredItem<RequestHalf>): Place | null {
  if (typeof username !== 'string' || typeof created !== 'string') return null;
  const [word, tripid, other, ...more] = created.split('_');
  const half = HALVES[`${word}_`];
  if (!half || !isCreated(tripid) || !isUserId(other) || more.length > 0) return null;
  const [traveler, requester] = half.party === 'traveler' ? [username, other] : [other, username];
  return { ...half, tripid, traveler, requester };
}

/** A half in which all is what it should be. The original app kept no revision. */
type SoundHalf = StoredItem<RequestHalf> & { readonly dtime: string; readonly tstamp: number; revision?: number };

function isSound(half: StoredItem<RequestHalf>): half is SoundHalf {
  return (
    fits(`${CREATED}|${CREATED.slice(0, -3)}{3}`, half.dtime) &&
    (half.revision === undefined || isWhole(half.revision)) &&
    isAhead(half.tstamp)
  );
}

/** None at all for the original app's requests; null when the map holds anything but known categories with kilograms. */
function toItems(stored: unknown): RequestItem[] | null {
  if (stored === undefined) return [];
  if (!isMap(stored)) return null;
  const items: RequestItem[] = [];
  // A page maps up to 52 halves, and AppSync allows a handler 1,000 iterations: no loop here.
  addItem(items, stored, 'PAPER');
  addItem(items, stored, 'MEDICINE');
  addItem(items, stored, 'CLOTHES');
  addItem(items, stored, 'ELECTRONICS');
  addItem(items, stored, 'BAG');
  addItem(items, stored, 'OTHERS');
  return items.length === Object.keys(stored).length ? items : null;
}

function addItem(items: RequestItem[], stored: Record<string, unknown>, category: ItemCategory): void {
  const kg = toNumber(stored[STORED_NAMES[category]]);
  if (kg !== null) items.push({ category, kg });
}

/** The items of a request as they are stored. */
export function toStoredItems(items: readonly RequestItemInput[]): Record<string, number> {
  const map: Record<string, number> = {};
  for (const { category, kg } of items) map[STORED_NAMES[category]] = kg;
  return map;
}

/**
 * Reads one party's half of a request as that party sees it, the original's form as well as ours.
 * @param place where it was found
 * @returns null when there is none, when it has expired, or when any attribute is not what it should be, so that one
 *   malformed record never breaks a page
 */
export function toRequest(half: StoredItem<RequestHalf> | null | undefined, place: Place): RequestAnswer | null {
  const items = toItems(half?.items);
  if (!half || !items || !isSound(half)) return null;
  const { party, status, tripid, traveler, requester } = place;
  const { dtime, note, changed, revision, tstamp } = half;
  const sentAt = toDateTime(dtime);
  return {
    id: requestId(place),
    status,
    role: party === 'traveler' ? 'RECEIVED' : 'SENT',
    actions: actionsOf(party, status),
    revision: (revision ?? 0) + 0,
    tripId: tripId(tripKeyOf(place)),
    traveler,
    requester,
    items,
    note: typeof note === 'string' ? note : null,
    sentAt,
    changedAt: isDateTime(changed) ? changed : sentAt,
    reason: REASONS.find((reason) => reason === half.reason) ?? null,
    tripid,
    dtime,
    expiresAt: tstamp + 0,
  };
}

/** One party's half of a request, to be put under its status. */
export function toHalf(party: Party, request: RequestAnswer): Omit<RequestHalf, 'note' | 'reason'> {
  const { tripid, traveler, requester, items, note, dtime, changedAt, revision, reason, expiresAt } = request;
  return {
    ...halfKey(party, request.status, request),
    tripid,
    traveler,
    requester,
    items: toStoredItems(items),
    dtime,
    changed: changedAt,
    revision,
    tstamp: expiresAt,
    ...(note === null ? {} : { note }),
    ...(reason === null ? {} : { reason }),
  };
}

/** Which party to a request somebody is; null for a stranger. */
export function partyOf(pair: Pair, userId: string): Party | null {
  if (userId === pair.traveler) return 'traveler';
  return userId === pair.requester ? 'requester' : null;
}

/** The keys under one of which a party's half of a request stands, by status. */
export function halfKeys(party: Party, pair: Pair): Key[] {
  return STATUSES.map((status) => halfKey(party, status, pair));
}

/**
 * The one half of those read that stands.
 * The original app could leave a half in two statuses: the one that gives the least away is believed then.
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

/** Nothing stands under a key. */
export function absent() {
  return toExpression(conditions.absent(util.time.nowEpochSeconds()));
}

/** A half is as it was read. */
export function unchanged({ revision }: RequestAnswer) {
  return toExpression(conditions.unchanged(revision, util.time.nowEpochSeconds()));
}

/** The half on the other side: as it was read on this one, or missing. */
export function unchangedOrMissing({ revision }: RequestAnswer) {
  return toExpression(conditions.unchangedOrMissing(revision, util.time.nowEpochSeconds()));
}

/** Which party to a request the one is who has it so. */
export function partyWith({ role }: RequestAnswer): Party {
  return role === 'SENT' ? 'requester' : 'traveler';
}

/** The other one of the two people of a request. */
export function counterpartOf({ role, traveler, requester }: RequestAnswer): string {
  return role === 'SENT' ? traveler : requester;
}
