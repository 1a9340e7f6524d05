import { isDate } from './dates.ts';
import { invalid } from './errors.ts';
import { type Key, TRIP_ID } from './keys.ts';
import { fits } from './pattern.ts';

/**
 * The key of a trip, from its id. The form is checked first: an id that is not a trip's must never become a key, or it
 * would reach any item of any user.
 */
export function tripKey(id: string): Key {
  const [created, username] = id.split('_');
  if (!fits(TRIP_ID, id) || created === undefined || username === undefined || !isDate(created.slice(0, 10))) {
    return invalid('id', 'format', 'This is not the id of a trip.');
  }
  return { username, created };
}
