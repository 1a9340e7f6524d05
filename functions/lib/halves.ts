import {
  CREATED,
  halfKey,
  type Key,
  otherParty,
  type Party,
  type Place as PlaceOfHalf,
  REMOVED_PARTY,
  splitHalfKey,
  USER_ID,
} from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';

type Item = Readonly<Record<string, unknown>>;

/** Where a half is, and its key. */
export interface Place extends PlaceOfHalf {
  readonly key: Key;
}

/** One party's half of a request, with the attributes that functions need. */
export interface Half extends Place {
  /** 0 for a half of the first app, which has none. */
  readonly revision: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** All its attributes. */
  readonly stored: Item;
}

const TRIP = new RegExp(`^${CREATED}$`);
const USER = new RegExp(`^${USER_ID}$`);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether this is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // JavaScript reads 30 February as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/**
 * Reads where a half is from its key. `toPlace` in resolvers/lib/ids.ts does the same with AppSync's patterns.
 * @returns null when this is not the key of a half
 */
export function toPlace(item: Item): Place | null {
  const place = splitHalfKey(item);
  if (!place || !TRIP.test(place.tripid) || !isDay(place.tripid.slice(0, 10))) return null;
  if (!USER.test(place.traveler) || !USER.test(place.requester)) return null;
  const { party, status, tripid, traveler, requester } = place;
  return { party, status, tripid, traveler, requester, key: halfKey(party, status, place) };
}

/** Reads an item as a half. Null when it is no half, or a malformed one, which the API does not show either. */
export function toHalf(stored: Item): Half | null {
  const { revision = 0, tstamp } = stored;
  const place = toPlace(stored);
  return place && isCount(revision, limits.mostInt) && isCount(tstamp, 1e12)
    ? { ...place, revision, expiresAt: tstamp, stored }
    : null;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

/** The halves that have not expired. An expired item counts as absent before TTL deletes it. */
export function liveHalves(items: readonly Item[]): Half[] {
  const time = Date.now() / 1000;
  return items.map(toHalf).filter((half): half is Half => half !== null && half.expiresAt > time);
}

/** The other person. */
export function counterpartOf(place: Place): string {
  return place[otherParty(place.party)];
}

/** Whether the other person's account is removed. Then their half is removed too. */
export function isAlone(place: Place): boolean {
  return counterpartOf(place).startsWith(REMOVED_PARTY);
}

/** Whether the request is open: its terms follow the travel date, and it shows the people's current names. */
export function isOpen({ status }: Place): boolean {
  return status === 'PENDING' || status === 'ACCEPTED';
}

/** The key of the half on the other side. */
export function mirrorKey(place: Place): Key {
  return halfKey(otherParty(place.party), place.status, place);
}

export const PARTIES: readonly Party[] = ['traveler', 'requester'];
