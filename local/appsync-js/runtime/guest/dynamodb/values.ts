import { isList, isObject } from '../language/kinds.ts';
import { fail } from '../state.ts';

export type AttributeValue = Readonly<Record<string, unknown>>;
export type AttributeMap = Readonly<Record<string, AttributeValue>>;

/**
 * `util.dynamodb.toDynamoDB`: the typed form of any value. As on AWS, `N` has a number, although AWS's type definitions
 * say string.
 */
export function toDynamoDB(value: unknown): AttributeValue {
  if (value === null || value === undefined) return { NULL: null };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: value };
  if (typeof value === 'boolean') return { BOOL: value };
  if (isList(value)) return { L: value.map(toDynamoDB) };
  return isObject(value) ? { M: toMapValues(value) } : fail(`DynamoDB has no type for a ${typeof value}.`);
}

/** The typed form of each member; undefined members are omitted, as in JSON. */
export function toMapValues(value: unknown): AttributeMap {
  const typed: Record<string, AttributeValue> = {};
  for (const [name, member] of Object.entries(value ?? {})) if (member !== undefined) typed[name] = toDynamoDB(member);
  return typed;
}

/** Returns null for null: every helper below takes an optional value. */
const optional =
  (type: string) =>
  (value: unknown): AttributeValue | null =>
    value === null || value === undefined ? null : { [type]: value };

export const toStringSet = optional('SS');
export const toNumberSet = optional('NS');
export const toBinarySet = optional('BS');

/** `util.dynamodb` (AWS AppSync developer guide, "Amazon DynamoDB helpers in util.dynamodb"). */
export const dynamodb = {
  toDynamoDB,
  toString: optional('S'),
  toStringSet,
  toNumber: optional('N'),
  toNumberSet,
  toBinary: optional('B'),
  toBinarySet,
  toBoolean: optional('BOOL'),
  toNull: () => ({ NULL: null }),
  toList: (value: unknown) => (isList(value) ? toDynamoDB(value) : null),
  toMap: (value: unknown) => (isObject(value) ? toDynamoDB(value) : null),
  toMapValues: (value: unknown) => (isObject(value) ? toMapValues(value) : null),
  toS3Object: (key: string, bucket: string, region: string, version?: string) => ({
    S: JSON.stringify({ s3: { key, bucket, region, ...(version === undefined ? {} : { version }) } }),
  }),
  fromS3ObjectJson: (text: string) => (JSON.parse(text) as { s3?: unknown }).s3 ?? null,
};
