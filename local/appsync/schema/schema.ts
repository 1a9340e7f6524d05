import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type GraphQLEnumType,
  GraphQLError,
  type GraphQLSchema,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  parse,
} from 'graphql';

import { Unsupported } from '../errors.ts';
import { equipScalar } from './scalars.ts';
import { tolerate } from './tolerated.ts';

/** AppSync's scalars and directives as SDL; what a type generator needs beside an API's own schema. */
export const builtins = readFileSync(new URL('builtins.graphql', import.meta.url), 'utf8');

/** What AppSync accepts in a schema without effect, a sentence each. */
export function schemaWarnings(sdl: string): readonly string[] {
  return tolerate(sdl, parse(builtins)).warnings;
}

/**
 * Builds the executable schema of an API: its SDL, completed with AppSync's scalars and directives.
 * What `schemaWarnings` names is left out.
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
    const own = parse(builtins);
    const definitions = [...own.definitions, ...tolerate(sdl, own).document.definitions];
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
