import { type AllowedEntry, CATEGORIES, isMap, STORED_NAMES } from '../../../domain/categories.ts';
import { closing, type Key, route, tripId } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { AllowedItem, CreateTripInput, ItemCategory, Trip } from '../../../domain/schema.types.ts';
import { util } from '../appsync/appsync.ts';
import { expiry, isDate, isDateTime, stamp, toDateTime } from '../dates.ts';
import { isCreated, isUserId } from '../ids.ts';
import { fits } from '../pattern.ts';

/** A trip as this API writes it. */
export interface TripItem {
  username: string;
  created: string;
  fromcity: string;
  tocity: string;
  fromto: string;
  acceptfrom: string;
  acceptto: string;
  trdate: string;
  currency: string;
  allowed: Record<string, AllowedEntry>;
  closing: string;
  version: number;
  updated: string;
  /** The traveler's name, and the day of the first write of their account. */
  tname: string;
  since: string;
  /** What `closing` was, while the traveler is suspended. Without `closing`, no search finds the trip. */
  hidden?: string;
  tstamp: number;
}

/** A stored item that is not validated yet: the first app wrote other types and fewer attributes. */
export type StoredItem<Item> = { readonly [Attribute in keyof Item]?: unknown };

/** What a resolver answers for a trip. `myRequest` has its own resolver. */
export type TripAnswer = Omit<Trip, 'myRequest'>;

/** What a request depends on: the dates of a trip, its free kilograms, and its terms. */
export interface TripCapacity extends Pick<
  TripAnswer,
  'acceptTo' | 'travelDate' | 'allowed' | 'expiresAt' | 'fromCity' | 'toCity' | 'currency' | 'version'
> {
  travelerName: string | null;
}

const DECIMAL = '(?:0|[1-9]\\d{0,5})(?:\\.\\d{1,6})?';

/**
 * A stored number as a plain one. AWS concatenates a number from DynamoDB as "null" until arithmetic has made a plain
 * number of it (aws-appsync-community#308).
 * @returns any other value as it is
 */
export function plain(value: unknown): unknown {
  return typeof value === 'number' ? value + 0 : value;
}

/** A number of 0 or more, or the first app's text of one ("3.0"); null for any other value. */
export function toNumber(value: unknown): number | null {
  const number: unknown = fits(DECIMAL, value) ? JSON.parse(value) : value;
  return typeof number === 'number' && number >= 0 ? number + 0 : null;
}

/** Whether this is a whole number in the range of counts and times. */
export function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Math.floor(value) === value && value >= 0 && value < 1e12;
}

/** Whether this is a future time in epoch seconds. An expired item counts as absent before TTL deletes it. */
export function isAhead(value: unknown): value is number {
  return isWhole(value) && value > util.time.nowEpochSeconds();
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** Rounds to 2 decimals, as kilograms have. It removes the error of floating point in a difference. */
export function round(kg: number): number {
  return Math.round(kg * 100) / 100;
}

/** The categories; null when the map contains other than known categories with numbers. */
function toAllowed(stored: unknown): AllowedItem[] | null {
  if (!isMap(stored)) return null;
  const items: AllowedItem[] = [];
  // A page maps up to 200 trips, and AppSync allows a handler 1,000 iterations: no loop here.
  addEntry(items, stored, 'PAPER');
  addEntry(items, stored, 'MEDICINE');
  addEntry(items, stored, 'CLOTHES');
  addEntry(items, stored, 'ELECTRONICS');
  addEntry(items, stored, 'BAG');
  addEntry(items, stored, 'OTHERS');
  return items.length > 0 && items.length === Object.keys(stored).length ? items : null;
}

function addEntry(items: AllowedItem[], stored: Record<string, unknown>, category: ItemCategory): void {
  const entry = stored[STORED_NAMES[category]];
  if (!isMap(entry)) return;
  const cost = toNumber(entry['cost']);
  const kg = toNumber(entry['kg']);
  // The first app stored no `free`. Its requests took no kilograms.
  const freeKg = entry['free'] === undefined ? kg : toNumber(entry['free']);
  if (cost !== null && kg !== null && freeKg !== null) items.push({ category, cost, kg, freeKg });
}

/** A key for a trip posted now: UTC to the millisecond, and three random digits. */
export function newTripKey(username: string): Key {
  const digits = `${1000 + Math.floor(Math.random() * 1000)}`.slice(1);
  return { username, created: `${stamp()}${digits}` };
}

/** The checked input of a new trip. */
export interface NewTrip extends Omit<CreateTripInput, 'allowed'> {
  allowed: Record<string, AllowedEntry>;
}

/** The attributes of a new trip that show who travels. */
export type TravelerOfTrip = Pick<TripItem, 'tname' | 'since'>;

/** A new trip as it is stored. */
export function toTripItem(key: Key, trip: NewTrip, { tname, since }: TravelerOfTrip): TripItem {
  return {
    ...key,
    fromcity: trip.fromCity,
    tocity: trip.toCity,
    fromto: route(trip.fromCity, trip.toCity),
    acceptfrom: trip.acceptFrom,
    acceptto: trip.acceptTo,
    trdate: trip.travelDate,
    currency: trip.currency,
    allowed: trip.allowed,
    closing: closing(trip.acceptTo, key),
    version: 1,
    updated: util.time.nowISO8601(),
    tname,
    since,
    tstamp: expiry(trip.travelDate),
  };
}

/** Categories as they are stored. */
export function toStoredAllowed(allowed: readonly AllowedItem[]): Record<string, AllowedEntry> {
  const map: Record<string, AllowedEntry> = {};
  for (const { category, cost, kg, freeKg } of allowed) map[STORED_NAMES[category]] = { cost, kg, free: freeKg };
  return map;
}

/** The inverse, in the order in which categories are answered. */
export function toAllowedItems(stored: Readonly<Record<string, AllowedEntry>>): AllowedItem[] {
  const items: AllowedItem[] = [];
  for (const category of CATEGORIES) {
    const entry = stored[STORED_NAMES[category]];
    if (entry) items.push({ category, cost: entry.cost, kg: entry.kg, freeKg: entry.free });
  }
  return items;
}

type Text = 'username' | 'created' | 'fromcity' | 'tocity' | 'acceptfrom' | 'acceptto' | 'trdate' | 'currency';

/** A stored trip with valid attributes. The first app stored no version. */
type SoundTrip = StoredItem<TripItem> & Readonly<Record<Text, string>> & { readonly tstamp: number; version?: number };

function isSound(item: StoredItem<TripItem>): item is SoundTrip {
  return (
    isUserId(item.username) &&
    isCreated(item.created) &&
    isFilled(item.fromcity) &&
    isFilled(item.tocity) &&
    isFilled(item.currency) &&
    isDate(item.acceptfrom) &&
    isDate(item.acceptto) &&
    isDate(item.trdate) &&
    (item.version === undefined || (isWhole(item.version) && item.version <= limits.mostInt)) &&
    isAhead(item.tstamp)
  );
}

/**
 * The answer for a stored trip.
 * @param me the caller's user id
 */
export function toAnswer(item: SoundTrip, allowed: AllowedItem[], updatedAt: string | null, me: string): TripAnswer {
  return {
    id: tripId(item),
    traveler: {
      id: item.username,
      name: isFilled(item.tname) ? item.tname : null,
      since: isDate(item.since) ? item.since : null,
    },
    fromCity: item.fromcity,
    toCity: item.tocity,
    acceptFrom: item.acceptfrom,
    acceptTo: item.acceptto,
    travelDate: item.trdate,
    currency: item.currency,
    allowed,
    version: (item.version ?? 0) + 0,
    createdAt: toDateTime(item.created),
    updatedAt,
    expiresAt: item.tstamp + 0,
    mine: item.username === me,
  };
}

/**
 * Reads a stored trip in the first app's form or ours.
 * @param me the caller's user id
 * @returns null when there is none, when it has expired, or when an attribute is malformed, so one malformed record never
 *   breaks a page
 */
export function toTrip(item: StoredItem<TripItem> | null | undefined, me: string): TripAnswer | null {
  const allowed = toAllowed(item?.allowed);
  if (!item || !allowed || !isSound(item) || (isHidden(item) && item.username !== me)) return null;
  return toAnswer(item, allowed, isDateTime(item.updated) ? item.updated : null, me);
}

/** Whether the traveler is suspended: then nobody else sees the trip. */
export function isHidden({ hidden }: StoredItem<TripItem>): boolean {
  return hidden !== undefined;
}

/** What a send depends on; null also for a hidden trip. */
export function toOpenCapacity(item: StoredItem<TripItem> | null | undefined): TripCapacity | null {
  return item && isHidden(item) ? null : toCapacity(item);
}

/** Reads from a stored trip what its requests depend on; null exactly when `toTrip` returns null for its traveler. */
export function toCapacity(item: StoredItem<TripItem> | null | undefined): TripCapacity | null {
  const allowed = toAllowed(item?.allowed);
  if (!item || !allowed || !isSound(item)) return null;
  return {
    fromCity: item.fromcity,
    toCity: item.tocity,
    acceptTo: item.acceptto,
    travelDate: item.trdate,
    currency: item.currency,
    allowed,
    version: (item.version ?? 0) + 0,
    expiresAt: item.tstamp + 0,
    travelerName: isFilled(item.tname) ? item.tname : null,
  };
}
