import { NOT_REMOVING, type PlainExpression } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import type { Check } from '../repair.ts';

/** The account is not being removed. */
export const NOT_REMOVED: PlainExpression = { text: NOT_REMOVING, values: {} };

/** The account of a person, which gets an item, is not being removed. */
export function staysOf(userId: string): Check {
  return { key: accountKey(userId), when: NOT_REMOVED };
}

/** The API has written nothing for this person: it stores `since` with the first write of each account. */
export function absentPerson(userId: string): Check {
  return { key: accountKey(userId), when: { text: 'attribute_not_exists(since)', values: {} } };
}
