import { ALERT_ID, CREATED, type Key, type Pair, type Place, splitHalfKey, USER_ID } from '../../domain/keys.ts';
import { isDate } from './dates.ts';
import { invalid } from './errors.ts';
import { fits } from './pattern.ts';

/** Whether this is the sort key of a trip, made on a day of the calendar. */
export function isCreated(value: unknown): value is string {
  return fits(CREATED, value) && isDate(value.slice(0, 10));
}

export function isUserId(value: unknown): value is string {
  return fits(USER_ID, value);
}

/**
 * Reads where a half is from its key. `toPlace` in functions/lib/halves.ts does the same with Node.js's patterns.
 * @returns null when this is not the key of a half
 */
export function toPlace(item: { readonly username?: unknown; readonly created?: unknown }): Place | null {
  const place = splitHalfKey(item);
  return place && isCreated(place.tripid) && isUserId(place.traveler) && isUserId(place.requester) ? place : null;
}

/**
 * The key of a trip, from its id. The form is checked first: an id in another form must never become a key, because it
 * could reach any item of any user.
 * @param field the input's field, for the error
 */
export function tripKey(id: string, field: string): Key {
  const [created, username, ...more] = id.split('_');
  if (!isCreated(created) || !isUserId(username) || more.length > 0) {
    return invalid(field, 'format', 'This is not the id of a trip.');
  }
  return { username, created };
}

/** A person's id, checked. The form is checked first, as for a trip. */
export function personId(id: string): string {
  return fits(USER_ID, id) ? id : invalid('id', 'format', 'This is not the id of a person.');
}

/** The id of an alert, checked. The form is checked first, as for a trip. */
export function alertId(id: string): string {
  return fits(ALERT_ID, id) ? id : invalid('id', 'format', 'This is not the id of an alert.');
}

/** The pair of a request, from its id. The form is checked first, as for a trip. */
export function pairOf(id: string): Pair {
  const [tripid, traveler, requester, ...more] = id.split('_');
  if (!isCreated(tripid) || !isUserId(traveler) || !isUserId(requester) || more.length > 0) {
    return invalid('id', 'format', 'This is not the id of a request.');
  }
  return { tripid, traveler, requester };
}
