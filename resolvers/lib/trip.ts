import { util } from '@aws-appsync/utils';
import { expiry, isDate, isDateTime, stamp, toDateTime } from './dates.ts';
import { type AllowedEntry, isMap, STORED_NAMES } from './allowed.ts';
import { closing, CREATED, type Key, route, tripId, USER_ID } from './keys.ts';
import type { AllowedItem, CreateTripInput, ItemCategory, Trip } from './schema.types.ts';
import { fits } from './pattern.ts';

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
  tstamp: number;
}

/** A stored item before anybody looked at it: the original app wrote other types and fewer attributes. */
export type StoredItem<Item> = { readonly [Attribute in keyof Item]?: unknown };

/** What a resolver answers for a trip; the other fields have resolvers of their own. */
export type TripAnswer = Omit<Trip, 'mine' | 'myRequest'>;

/** GraphQL's Int has 32 bits. */
const MOST_INT = 2_147_483_647;
const DECIMAL = '(?:0|[1-9]\\d{0,5})(?:\\.\\d{1,6})?';

/** A number from 0 on, or the original's string of one ("3.0"); null for anything else. */
export function toNumber(value: unknown): number | null {
  const number: unknown = typeof value === 'string' && fits(DECIMAL, value) ? JSON.parse(value) : value;
  return typeof number === 'number' && number >= 0 ? number : null;
}

/** A whole number of a size that counts and times have; null for anything else. */
export function toWhole(value: unknown): number | null {
  return typeof value === 'number' && Math.floor(value) === value && value >= 0 && value < 1e12 ? value : null;
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** To the 2 decimals that kilograms have, undoing what floating point adds to a difference. */
export function round(kg: number): number {
  return Math.round(kg * 100) / 100;
}

/** Null when the map holds anything but known categories with numbers. */
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
  // The original kept no count of what is free: nothing was taken by its requests.
  const freeKg = entry['free'] === undefined ? kg : toNumber(entry['free']);
  if (cost !== null && kg !== null && freeKg !== null) items.push({ category, cost, kg, freeKg });
}

/** A key for a trip posted now: UTC to the millisecond, and three random digits. */
export function newTripKey(username: string): Key {
  const digits = `${1000 + Math.floor(Math.random() * 1000)}`.slice(1);
  return { username, created: `${stamp()}${digits}` };
}

/** A trip to be posted, checked. */
export interface NewTrip extends Omit<CreateTripInput, 'allowed'> {
  allowed: Record<string, AllowedEntry>;
}

/** A new trip as it is stored. */
export function toTripItem(key: Key, trip: NewTrip): TripItem {
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
    tstamp: expiry(trip.travelDate),
  };
}

/** Categories as they are stored. */
export function toStoredAllowed(allowed: readonly AllowedItem[]): Record<string, AllowedEntry> {
  const map: Record<string, AllowedEntry> = {};
  for (const { category, cost, kg, freeKg } of allowed) map[STORED_NAMES[category]] = { cost, kg, free: freeKg };
  return map;
}

/**
 * Reads a stored trip, the original's form as well as ours.
 * @returns null when there is none, when it has expired (whatever TTL has done), or when any attribute is not what it
 *   should be, so that one malformed record never breaks a page
 */
export function toTrip(item: StoredItem<TripItem> | null | undefined): TripAnswer | null {
  if (!item) return null;
  const { username, created, fromcity, tocity, acceptfrom, acceptto, trdate, currency } = item;
  const allowed = toAllowed(item.allowed);
  const expiresAt = toWhole(item.tstamp);
  const version = item.version === undefined ? 0 : toWhole(item.version);
  if (typeof username !== 'string' || !fits(USER_ID, username)) return null;
  if (typeof created !== 'string' || !fits(CREATED, created) || !isDate(created.slice(0, 10))) return null;
  if (!isFilled(fromcity) || !isFilled(tocity) || !isFilled(currency)) return null;
  if (!isDate(acceptfrom) || !isDate(acceptto) || !isDate(trdate)) return null;
  if (allowed === null || version === null || version > MOST_INT || expiresAt === null) return null;
  if (expiresAt <= util.time.nowEpochSeconds()) return null;
  return {
    id: tripId({ username, created }),
    traveler: username,
    fromCity: fromcity,
    toCity: tocity,
    acceptFrom: acceptfrom,
    acceptTo: acceptto,
    travelDate: trdate,
    currency,
    allowed,
    version,
    createdAt: toDateTime(created),
    updatedAt: isDateTime(item.updated) ? item.updated : null,
    expiresAt,
  };
}
