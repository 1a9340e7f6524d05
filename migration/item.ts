import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, NumberValueImpl, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../resolvers/lib/keys.ts';

/** An item as it was read, whatever it holds. */
export type Item = Key & Readonly<Record<string, unknown>>;

/** An item in DynamoDB's own notation. */
export type Attributes = Record<string, AttributeValue>;

/** Reads an item so that `toAttributes` gives back exactly what was read, numbers of any length among it. */
export function toItem(attributes: Attributes): Item {
  // The table's keys are texts: `openTable` has looked.
  return unmarshall(attributes, { wrapNumbers: toNumber }) as Item;
}

/** @returns a number, or, where JavaScript has none that is the same, a wrapper that no rule takes for one */
function toNumber(text: string): unknown {
  const number = Number(text);
  return String(number) === text ? number : NumberValueImpl.from(text);
}

export function toAttributes(item: object): Attributes {
  return marshall(item, { removeUndefinedValues: true });
}

export function keyOf({ username, created }: Key): Key {
  return { username, created };
}

/** One text for each key. */
export function placeOf({ username, created }: Key): string {
  return `${username} ${created}`;
}

/** The same attributes but for some. */
export function without(item: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
