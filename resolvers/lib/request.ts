import type { Context } from '@aws-appsync/utils';
import { util } from '@aws-appsync/utils';
import { isDate, isDateTime, toDateTime } from './dates.ts';
import * as conditions from './plainExpressions.ts';
import { toExpression } from './expression.ts';
import { CREATED, halfKey, HALVES, type Key, type Pair, type Party, requestId, USER_ID } from './keys.ts';
import { fits } from './pattern.ts';
import { actionsOf, REASONS, STATUSES } from './requestStates.ts';
import type { CancelReason, ItemCategory, Request, RequestItem, RequestItemInput } from './schema.types.ts';
import { transactGet } from './transaction.ts';
import { isMap, STORED_NAMES } from './allowed.ts';
import { type StoredItem, toNumber, toWhole } from './trip.ts';

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
}

/** On which side and in which status the half of this key stands; null when it is the key of no half. */
function placeOfHalf(username: string, created: string) {
  const [word = '', tripid = '', other = ''] = created.split('_');
  if (!fits(`[a-z]+_${CREATED}_${USER_ID}`, created) || !isDate(tripid.slice(0, 10))) return null;
  const half = HALVES[`${word}_`];
  if (!half) return null;
  const [traveler, requester] = half.party === 'traveler' ? [username, other] : [other, username];
  return { ...half, tripid, traveler, requester };
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
 * @returns null when there is none, when it has expired (whatever TTL has done), or when any attribute is not what it
 *   should be, so that one malformed record never breaks a page
 */
export function toRequest(half: StoredItem<RequestHalf> | null | undefined): RequestAnswer | null {
  if (typeof half?.username !== 'string' || typeof half.created !== 'string') return null;
  const place = placeOfHalf(half.username, half.created);
  const { dtime } = half;
  const items = toItems(half.items);
  const revision = half.revision === undefined ? 0 : toWhole(half.revision);
  const expiresAt = toWhole(half.tstamp);
  if (!place || items === null || revision === null || expiresAt === null) return null;
  if (typeof dtime !== 'string' || !fits(`${CREATED}|${CREATED.slice(0, -3)}{3}`, dtime)) return null;
  if (expiresAt <= util.time.nowEpochSeconds()) return null;
  const { party, status, tripid, traveler, requester } = place;
  const sentAt = toDateTime(dtime);
  return {
    id: requestId(place),
    status,
    role: party === 'traveler' ? 'RECEIVED' : 'SENT',
    actions: actionsOf(party, status),
    revision,
    tripId: `${tripid}_${traveler}`,
    traveler,
    requester,
    items,
    note: typeof half.note === 'string' ? half.note : null,
    sentAt,
    changedAt: isDateTime(half.changed) ? half.changed : sentAt,
    reason: REASONS.find((reason) => reason === half.reason) ?? null,
    tripid,
    dtime,
    expiresAt,
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

/** The keys under one of which a party's half of a request stands. */
export function halfKeys(party: Party, pair: Pair): Key[] {
  const keys: Key[] = [];
  for (const status of STATUSES) keys.push(halfKey(party, status, pair));
  return keys;
}

/** Reads a request, whatever its status, as one party has it. */
export function readHalves(ctx: Pick<Context, 'env'>, party: Party, pair: Pair) {
  return transactGet(ctx, halfKeys(party, pair));
}

/**
 * The one half of those read that stands.
 * The original app could leave a half in two statuses: the one that gives the least away is believed then.
 */
export function standing(halves: readonly (StoredItem<RequestHalf> | null)[]): RequestAnswer | null {
  let found: RequestAnswer | null = null;
  for (const half of halves) found = toRequest(half) ?? found;
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

/** The other one of the two people of a request. */
export function counterpartOf({ role, traveler, requester }: RequestAnswer): string {
  return role === 'SENT' ? traveler : requester;
}
