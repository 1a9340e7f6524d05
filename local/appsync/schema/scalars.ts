import type { GraphQLScalarType } from 'graphql';
import { GraphQLError, type GraphQLScalarTypeConfig, Kind, valueFromASTUntyped } from 'graphql';

import { isDate, isDateTime, isEmail, isIpAddress, isPhone, isTime, isUrl } from './scalarFormats.ts';

type Coercions = Pick<GraphQLScalarTypeConfig<unknown, unknown>, 'parseValue' | 'parseLiteral' | 'serialize'>;

/** The noun that AppSync's messages use for each format. */
const formats: Readonly<Record<string, { readonly noun: string; readonly accepts: (text: string) => boolean }>> = {
  AWSDate: { noun: 'Date Object', accepts: isDate },
  AWSTime: { noun: 'Time Object', accepts: isTime },
  AWSDateTime: { noun: 'DateTime Object', accepts: isDateTime },
  AWSEmail: { noun: 'Email', accepts: isEmail },
  // aws-appsync-community#211, #289.
  AWSPhone: { noun: 'phone number', accepts: isPhone },
  AWSURL: { noun: 'URL', accepts: isUrl },
  AWSIPAddress: { noun: 'IP Address', accepts: isIpAddress },
};

const coercions: Readonly<Record<string, Coercions>> = {
  ...Object.fromEntries(Object.entries(formats).map(([name, format]) => [name, textScalar(format)])),
  AWSTimestamp: timestampScalar(),
  AWSJSON: jsonScalar(),
};

/**
 * Gives a scalar that `builtins.graphql` declares the behaviour of AppSync (AWS AppSync developer guide, "Scalar types
 * in GraphQL"). Built-in GraphQL scalars stay unchanged.
 * @returns false if AppSync has no scalar of that name, because AppSync allows no custom scalars
 */
export function equipScalar(scalar: GraphQLScalarType): boolean {
  const own = coercions[scalar.name];
  // The completion of a field's value has already serialized it, so graphql-js returns it unchanged.
  if (own !== undefined) Object.assign(scalar, own, { serialize: (value: unknown) => value });
  return own !== undefined;
}

/**
 * The function that serializes a value of an AppSync scalar; undefined for other types. It throws a GraphQLError for an
 * invalid value.
 */
export function serializerOf(name: string): Coercions['serialize'] {
  return coercions[name]?.serialize;
}

function textScalar({ noun, accepts }: (typeof formats)[string]): Coercions {
  const check = (verb: string, value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`Unable to ${verb} \`${quoted(value)}\` as a valid ${noun}.`);
  };
  return {
    parseValue: (value) => check('parse', value),
    parseLiteral: (node) => check('parse', valueFromASTUntyped(node)),
    serialize: (value) => check('serialize', value),
  };
}

function timestampScalar(): Coercions {
  const check = (verb: string, value: unknown): number => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new GraphQLError(`Unable to ${verb} \`${quoted(value)}\` as a valid timestamp.`);
  };
  return {
    parseValue: (value) => check('parse', value),
    parseLiteral: (node) => check('parse', node.kind === Kind.INT ? Number(node.value) : valueFromASTUntyped(node)),
    serialize: (value) => check('serialize', value),
  };
}

/** AWSJSON: input is a string and resolvers get it parsed; output is a string, and a string result stays unchanged. */
function jsonScalar(): Coercions {
  const parse = (value: unknown): unknown => {
    try {
      if (typeof value === 'string') return JSON.parse(value) as unknown;
    } catch {
      // not JSON: the error below is the same for every invalid value
    }
    throw new GraphQLError(`Unable to parse ${quoted(value)} as valid JSON.`);
  };
  return {
    parseValue: parse,
    parseLiteral: (node) => parse(valueFromASTUntyped(node)),
    serialize: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  };
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
