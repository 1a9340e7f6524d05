import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { isRecord, kindOf, listAt, pathOf, recordAt } from '../requestFields.ts';

export type Item = Record<string, AttributeValue>;
type Plain = Record<string, unknown>;

/**
 * Converts an attribute value as resolvers write it (`{S: "x"}`). A number may be a JSON number (`{N: 1}`); binary is
 * base64.
 * @throws ResolverError (`MappingTemplate`) for any other value; the message names its path
 */
export function fromTyped(value: unknown, path: string): AttributeValue {
  if (!isRecord(value)) {
    throw mappingError(`Expected JSON object for attribute value '${path}' but got a '${kindOf(value)}' instead.`);
  }
  const [type, content] = Object.entries(value)[0] ?? [];
  const convert = type !== undefined && Object.hasOwn(fromType, type) ? fromType[type] : undefined;
  if (type === undefined || convert === undefined || Object.keys(value).length > 1) {
    throw mappingError(
      `Expected one DynamoDB type for attribute value '${path}' but got '${Object.keys(value).join()}'.`,
    );
  }
  return convert(content, `${path}[${type}]`);
}

const fromType: Readonly<Record<string, (content: unknown, path: string) => AttributeValue>> = {
  S: (content, path) => ({ S: text(content, path) }),
  N: (content, path) => ({ N: numeral(content, path) }),
  B: (content, path) => ({ B: binary(content, path) }),
  BOOL: (content, path) => {
    if (typeof content === 'boolean') return { BOOL: content };
    throw wrongContent('boolean', content, path);
  },
  NULL: () => ({ NULL: true }),
  SS: (content, path) => ({ SS: listAt(content, path).map((entry) => text(entry, path)) }),
  NS: (content, path) => ({ NS: listAt(content, path).map((entry) => numeral(entry, path)) }),
  BS: (content, path) => ({ BS: listAt(content, path).map((entry) => binary(entry, path)) }),
  L: (content, path) => ({ L: listAt(content, path).map((entry, index) => fromTyped(entry, `${path}[${index}]`)) }),
  M: (content, path) => ({ M: itemAt(content, path) }),
};

function text(content: unknown, path: string): string {
  if (typeof content === 'string') return content;
  throw wrongContent('string', content, path);
}

function numeral(content: unknown, path: string): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  throw wrongContent('number', content, path);
}

function binary(content: unknown, path: string): Uint8Array {
  return Buffer.from(text(content, path), 'base64');
}

function wrongContent(expected: string, content: unknown, path: string): Error {
  return mappingError(`Expected a ${expected} for attribute value '${path}' but got a '${kindOf(content)}' instead.`);
}

/** Converts a map of attribute values: a key, an item or expression values. Throws as `fromTyped` does. */
export function itemAt(value: unknown, path: string): Item {
  const item: Item = {};
  for (const [name, entry] of Object.entries(recordAt(value, path))) item[name] = fromTyped(entry, `${path}[${name}]`);
  return item;
}

/** Converts a primary key. Throws as `fromTyped` does. */
export function keyAt(value: unknown, ...path: readonly (string | number)[]): Item {
  return itemAt(value, pathOf(...path));
}

/** Converts an item to the form of `ctx.result`. A number becomes a JavaScript number, so it may lose precision. */
export function toPlain(item: Item): Plain {
  const plain: Plain = {};
  for (const name in item) plain[name] = plainValue(item[name]);
  return plain;
}

/** Like `toPlain`; returns null for a missing item. */
export function toPlainOrNull(item: Item | undefined): Plain | null {
  return item === undefined ? null : toPlain(item);
}

function plainValue(value: AttributeValue | undefined): unknown {
  if (value?.S !== undefined) return value.S;
  if (value?.N !== undefined) return Number(value.N);
  if (value?.BOOL !== undefined) return value.BOOL;
  if (value?.M !== undefined) return toPlain(value.M);
  if (value?.L !== undefined) return value.L.map(plainValue);
  if (value?.SS !== undefined) return value.SS;
  if (value?.NS !== undefined) return value.NS.map(Number);
  if (value?.B !== undefined) return base64(value.B);
  if (value?.BS !== undefined) return value.BS.map(base64);
  return null;
}

/** Encodes bytes in base64, the form in which AppSync shows binary values. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
