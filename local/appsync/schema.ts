import { readFileSync } from 'node:fs';

import {
  buildASTSchema,
  GraphQLError,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLEnumType,
  type GraphQLSchema,
} from 'graphql';

import { Unsupported } from './errors.ts';
import { equipScalar } from './scalars.ts';

/** AppSync's scalars and directives as SDL; what a type generator needs beside an API's own schema. */
export const builtins = readFileSync(new URL('builtins.graphql', import.meta.url), 'utf8');

/**
 * Builds the executable schema of an API: its SDL, completed with AppSync's scalars and directives.
 * Raises Unsupported for SDL that does not hold together and for a scalar that AppSync does not have.
 */
export function loadSchema(sdl: string): GraphQLSchema {
  const schema = build(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isScalarType(type) || isSpecifiedScalarType(type)) continue;
    if (!equipScalar(type)) {
      throw new Unsupported(`The schema declares scalar ${type.name}; AppSync allows no scalars but its own.`);
    }
  }
  return schema;
}

function build(sdl: string): GraphQLSchema {
  try {
    // Parsed apart, so that a message gives the line in the API's own schema.
    const definitions = [parse(builtins), parse(sdl)].flatMap((document: DocumentNode) => document.definitions);
    return buildASTSchema({ kind: Kind.DOCUMENT, definitions });
  } catch (error) {
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
    const where = line === undefined ? '' : ` in line ${line}`;
    throw new Unsupported(`The schema is not valid${where}: ${error instanceof Error ? error.message : ''}`);
  }
}

/** Whether an enum has a value of this name. */
export function hasValue(type: GraphQLEnumType, name: string): boolean {
  return type.getValue(name) !== undefined;
}
