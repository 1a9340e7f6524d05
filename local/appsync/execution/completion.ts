import {
  type GraphQLEnumType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

import { CompletionError } from '../errors.ts';
import { serializerOf } from '../schema/scalars.ts';
import { hasValue } from '../schema/schema.ts';
import { javaText, javaTypeOf } from './javaNames.ts';

/**
 * Converts a resolver's result to its field's type, with AppSync's messages for mismatches, which differ from
 * graphql-js's. An error replaces the value it concerns, and graphql-js treats it as thrown there. Objects are returned
 * unchanged, because their fields are completed when they are resolved.
 */
export type Complete = (value: unknown, info: GraphQLResolveInfo) => unknown;

/** The completion of a type. Everything that depends only on the type is computed here, once. */
export function completionOf(type: GraphQLOutputType): Complete {
  const complete = completionAt(type);
  return (value, info) => complete(value, { info, indexes: [] });
}

/** The place of a value in the answer: the field, and the positions in its lists. */
interface Place {
  readonly info: GraphQLResolveInfo;
  readonly indexes: readonly number[];
}

type CompleteAt = (value: unknown, place: Place) => unknown;

function completionAt(type: GraphQLOutputType): CompleteAt {
  if (isNonNullType(type)) {
    const { ofType } = type;
    const complete = completionAt(ofType);
    return (value, place) => complete(value, place) ?? missing(ofType, place);
  }
  const complete = isListType(type) ? listOf(completionAt(type.ofType)) : isLeafType(type) ? leafOf(type) : object;
  return (value, place) => (value === null || value === undefined ? null : complete(value, place));
}

function object(value: unknown, place: Place): unknown {
  return typeof value === 'object' && !Array.isArray(value) ? value : mismatch('OBJECT', value, place);
}

function listOf(complete: CompleteAt): CompleteAt {
  return (value, place) => {
    if (!Array.isArray(value)) return mismatch('LIST', value, place);
    const { info, indexes } = place;
    return value.map((item: unknown, index) => complete(item, { info, indexes: [...indexes, index] }));
  };
}

function leafOf(type: GraphQLLeafType): CompleteAt {
  const serialize = isEnumType(type)
    ? valueOf(type)
    : (serializerOf(type.name) ?? lenient[type.name] ?? type.serialize);
  return (value, place) => {
    try {
      return serialize(value);
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      return new CompletionError(`Can't serialize value (${pathOf(place)}) : ${reason}`);
    }
  };
}

function valueOf(type: GraphQLEnumType): (value: unknown) => string {
  return (value) => {
    if (typeof value === 'string' && hasValue(type, value)) return value;
    throw new TypeError(`Invalid input for Enum '${type.name}'.`);
  };
}

/** The serialization of GraphQL's own scalars in graphql-java, which converts values that graphql-js rejects. */
const lenient: Readonly<Record<string, (value: unknown) => unknown>> = {
  String: (value) => (typeof value === 'string' ? value : javaText(value)),
  ID: (value) => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw unexpected('ID', value);
  },
  Int: (value) => {
    const number = numberOf(value);
    if (Number.isInteger(number) && number >= -0x80000000 && number <= 0x7fffffff) return number;
    throw unexpected('Int', value);
  },
  Float: (value) => {
    const number = numberOf(value);
    if (Number.isFinite(number)) return number;
    throw unexpected('Float', value);
  },
  Boolean: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return value.toLowerCase() === 'true';
    if (typeof value === 'number') return value !== 0;
    throw unexpected('Boolean', value);
  },
};

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function unexpected(type: string, value: unknown): TypeError {
  return new TypeError(`Expected type '${type}' but was '${javaTypeOf(value)}'.`);
}

function missing(type: GraphQLOutputType, place: Place): CompletionError {
  const { name } = place.info.parentType;
  // graphql-java's list types have no name.
  const typeName = isListType(type) ? 'null' : String(type);
  return new CompletionError(
    `Cannot return null for non-nullable type: '${typeName}' within parent '${name}' (${pathOf(place)})`,
  );
}

function mismatch(expected: string, value: unknown, place: Place): CompletionError {
  const got = Array.isArray(value) ? 'LIST' : (typeof value).toUpperCase();
  const problem = `type mismatch error, expected type ${expected}, got ${got}`;
  return new CompletionError(`Can't resolve value (${pathOf(place)}) : ${problem}`);
}

/** A path in graphql-java's format: `/listTrips/items[0]/id`. */
function pathOf({ info, indexes }: Place): string {
  let text = indexes.map((index) => `[${index}]`).join('');
  for (let step: typeof info.path | undefined = info.path; step !== undefined; step = step.prev) {
    text = typeof step.key === 'number' ? `[${step.key}]${text}` : `/${step.key}${text}`;
  }
  return text;
}
