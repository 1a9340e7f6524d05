import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { isMap } from '../domain/categories.ts';
import type { Key } from '../domain/keys.ts';

/** An item with any attributes, as it was read. */
export type Item = Key & Readonly<Record<string, unknown>>;

/** An item in DynamoDB's notation. */
export type Attributes = Record<string, AttributeValue>;

/**
 * An attribute that no rule examines, as DynamoDB returned it: bytes, sets, and numbers that JavaScript cannot
 * represent.
 */
class Kept {
  readonly attribute: AttributeValue;

  constructor(attribute: AttributeValue) {
    this.attribute = attribute;
  }
}

/**
 * Reads an item so that `toAttributes` returns exactly what was read. The SDK's own converter does not: it raises
 * errors for numbers from 2^53 on and for attributes named `constructor`, and it drops those named `__proto__`.
 */
export function toItem(attributes: Attributes): Item {
  // The table's keys are strings: `openTable` has checked that.
  return toRecord(attributes) as Item;
}

function toRecord(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, toValue(attribute)]));
}

function toValue(attribute: AttributeValue): unknown {
  const { S, N, BOOL, NULL, L, M } = attribute;
  if (N !== undefined) return String(Number(N)) === N ? Number(N) : new Kept(attribute);
  if (L !== undefined) return L.map(toValue);
  if (M !== undefined) return toRecord(M);
  return NULL ? null : (S ?? BOOL ?? new Kept(attribute));
}

/** Converts an item to DynamoDB's notation, without undefined attributes. */
export function toAttributes(item: object): Attributes {
  const defined = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined.map(([name, value]) => [name, toAttribute(value)]));
}

function toAttribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Kept) return value.attribute;
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (isMap(value)) return { M: toAttributes(value) };
  return { NULL: true };
}

export function keyOf({ username, created }: Key): Key {
  return { username, created };
}

/** A unique string for each key. */
export function placeOf({ username, created }: Key): string {
  return `${username} ${created}`;
}

/** The item without some attributes. */
export function without(item: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
