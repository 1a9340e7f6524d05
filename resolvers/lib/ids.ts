import { isDate } from './dates.ts';
import { invalid } from './errors.ts';
import { type Key, type Pair, REQUEST_ID, TRIP_ID } from './keys.ts';
import { fits } from './pattern.ts';

/**
 * The key of a trip, from its id. The form is checked first: an id that is not a trip's must never become a key, or it
 * would reach any item of any user.
 * @param field the input's field, for the error
 */
export function tripKey(id: string, field = 'id'): Key {
  const [created, username] = id.split('_');
  if (!fits(TRIP_ID, id) || created === undefined || username === undefined || !isDate(created.slice(0, 10))) {
    return invalid(field, 'format', 'This is not the id of a trip.');
  }
  return { username, created };
}

/** What a request joins, from its id, whose form is checked first as that of a trip's. */
export function pairOf(id: string): Pair {
  const [tripid, traveler, requester] = id.split('_');
  const isId = fits(REQUEST_ID, id) && tripid !== undefined && isDate(tripid.slice(0, 10));
  if (!isId || traveler === undefined || requester === undefined) {
    return invalid('id', 'format', 'This is not the id of a request.');
  }
  return { tripid, traveler, requester };
}
