import { isDeepStrictEqual } from 'node:util';

import { NOT_REMOVING } from '../domain/conditions.ts';
import { type Item, placeOf } from './item.ts';
import { type Check, missingFrom, type Repair } from './repair.ts';

/**
 * Does in memory what DynamoDB would do with a repair that undoes another one.
 * @param stored the table's items by their places; the repair changes it as it would change the table
 * @returns whether DynamoDB would write the repair
 */
export function rehearse({ before, after, checks }: Repair, stored: Map<string, Item>): boolean {
  const known = new Set(before.map(placeOf));
  const isAsRead =
    before.every((item) => holds(item, stored.get(placeOf(item)))) &&
    after.every((item) => known.has(placeOf(item)) || !stored.has(placeOf(item))) &&
    checks.every((check) => isTrue(check, stored.get(placeOf(check.key))));
  if (!isAsRead) return false;
  for (const item of before) stored.delete(placeOf(item));
  for (const item of after) stored.set(placeOf(item), item);
  return true;
}

/** The condition that `writesOf` makes of an item that was read. */
function holds(read: Item, found: Item | undefined): boolean {
  if (!found) return false;
  const isSame = Object.entries(read).every(([name, value]) => isDeepStrictEqual(found[name], value));
  return isSame && missingFrom(read).every((name) => found[name] === undefined);
}

/** Undoing makes one kind of check. */
function isTrue({ when }: Check, found: Item | undefined): boolean {
  if (when.text !== NOT_REMOVING) throw new TypeError(`Undoing does not check "${when.text}".`);
  return found?.['removing'] === undefined;
}
