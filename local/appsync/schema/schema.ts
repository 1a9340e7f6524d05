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

/** AppSync's scalars and directives as SDL, which a type generator needs besides an API's own schema. */
export const builtins = readFileSync(new URL('builtins.graphql', import.meta.url), 'utf8');

/** Lists what AppSync accepts in a schema but ignores, one sentence each. */
export function schemaWarnings(sdl: string): readonly string[] {
  return tolerate(sdl, parse(builtins)).warnings;
}

/**
 * Builds the executable schema of an API from its SDL and AppSync's scalars and directives. It drops what
 * `schemaWarnings` lists.
 * @throws Unsupported for an invalid schema and for a scalar that AppSync does not have
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
    // Parsed separately, so that error messages give the line in the API's own schema.
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
