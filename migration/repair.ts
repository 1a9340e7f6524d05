import { isDeepStrictEqual } from 'node:util';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { namesIn, type PlainExpression } from '../domain/conditions.ts';
import type { Key } from '../domain/keys.ts';
import { type Item, keyOf, placeOf, toAttributes, without } from './item.ts';

/**
 * Items that belong together, as they were read and as they should be. DynamoDB writes all or none, and only if they
 * are still as read.
 */
export interface Repair {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
  /** Further conditions. */
  readonly checks: readonly Check[];
}

export interface Check {
  readonly key: Key;
  readonly when: PlainExpression;
}

/** How many items one transaction takes (Amazon DynamoDB API reference, "TransactWriteItems"). */
export const MOST_WRITES = 100;

/** Attributes that other writers add to an item. A repair checks that those it did not read are still missing. */
const ADDED_BY_WRITERS = [
  // To requests and trips.
  'revision',
  'changed',
  'items',
  'note',
  'reason',
  'version',
  'updated',
  'closing',
  'hidden',
  'tname',
  'trdate',
  // To accounts.
  'since',
  'removing',
  'suspended',
  // To contact cards.
  'cname',
  'mobile',
  'email',
  'fb',
  'instagram',
  'twitter',
  'linkedin',
  'telegram',
];

/** The writes of a repair. An unchanged item is checked, because the decision may depend on it. */
export function writesOf({ before, after, checks }: Repair, TableName: string): TransactWriteItem[] {
  const wanted = new Map(after.map((item) => [placeOf(item), item]));
  const known = new Set(before.map(placeOf));
  return [
    ...before.map((item) => writeOver(item, wanted.get(placeOf(item)), TableName)),
    ...after
      .filter((item) => !known.has(placeOf(item)))
      .map((item) => ({ Put: { TableName, Item: toAttributes(item), ConditionExpression: NOTHING_THERE } })),
    ...checks.map(({ key, when }) => ({
      ConditionCheck: { TableName, Key: toAttributes(keyOf(key)), ...condition(when) },
    })),
  ];
}

const NOTHING_THERE = 'attribute_not_exists(created)';

function writeOver(item: Item, wanted: Item | undefined, TableName: string): TransactWriteItem {
  const common = { TableName, ...asRead(item) };
  if (wanted && !isDeepStrictEqual(wanted, item)) return { Put: { ...common, Item: toAttributes(wanted) } };
  const Key = toAttributes(keyOf(item));
  return wanted ? { ConditionCheck: { ...common, Key } } : { Delete: { ...common, Key } };
}

/** The attributes that no writer has added to an item yet. */
export function missingFrom(item: Item): string[] {
  return ADDED_BY_WRITERS.filter((name) => item[name] === undefined);
}

/** The condition that an item is as it was read. Attributes may have any name, so their placeholders are numbers. */
function asRead(item: Item) {
  const read = Object.entries(without(item, ['username']));
  const missing = missingFrom(item);
  const names = [...read.map(([name]) => name), ...missing];
  return {
    ConditionExpression: [
      ...read.map((_, at) => `#a${at} = :a${at}`),
      ...missing.map((_, at) => `attribute_not_exists(#a${read.length + at})`),
    ].join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#a${at}`, name])),
    ExpressionAttributeValues: toAttributes(Object.fromEntries(read.map(([, value], at) => [`:a${at}`, value]))),
  };
}

function condition({ text, values }: PlainExpression) {
  const names = namesIn(text);
  return {
    ConditionExpression: text,
    // DynamoDB rejects an empty map.
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: toAttributes(values) } : {}),
  };
}
