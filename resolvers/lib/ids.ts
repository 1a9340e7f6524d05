import { CREATED, type Key, type Pair, USER_ID } from '../../domain/keys.ts';
import { isDate } from './dates.ts';
import { invalid } from './errors.ts';
import { fits } from './pattern.ts';

/** Whether this is the sort key of a trip, made on a day that there is. */
export function isCreated(value: unknown): value is string {
  return fits(CREATED, value) && isDate(value.slice(0, 10));
}

export function isUserId(value: unknown): value is string {
  return fits(USER_ID, value);
}

/**
 * The key of a trip, from its id. The form is checked first: an id that is not a trip's must never become a key, or it
 * would reach any item of any user.
 * @param field the input's field, for the error
 */
export function tripKey(id: string, field: string): Key {
  const [created, username, ...more] = id.split('_');
  if (!isCreated(created) || !isUserId(username) || more.length > 0) {
    return invalid(field, 'format', 'This is not the id of a trip.');
  }
  return { username, created };
}

/** What a request joins, from its id, whose form is checked first as that of a trip's. */
export function pairOf(id: string): Pair {
  const [tripid, traveler, requester, ...more] = id.split('_');
  if (!isCreated(tripid) || !isUserId(traveler) || !isUserId(requester) || more.length > 0) {
    return invalid('id', 'format', 'This is not the id of a request.');
  }
  return { tripid, traveler, requester };
}
