import {
  getNullableType,
  GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';

import { type ErrorBody, locationsOf } from '../errors.ts';
import { javaTypeOf } from '../execution/javaNames.ts';
import { hasValue } from '../schema/schema.ts';

/**
 * The error of variables that do not match their operation, in graphql-java's words; null if they match. Like
 * graphql-java, it reports only the first error, and inside an input object it names the innermost field instead of the
 * variable.
 */
export function variablesError(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ErrorBody | null {
  for (const node of operation.variableDefinitions ?? []) {
    const name = node.variable.name.value;
    const type = typeFromAST(schema, node.type);
    if (!isInputType(type)) continue;
    const given = Object.hasOwn(variables, name);
    if (!given && (node.defaultValue !== undefined || !isNonNullType(type))) continue;
    const misfit = misfitOf(name, given ? variables[name] : null, type);
    if (misfit === null) continue;
    const start = node.loc?.startToken;
    const locations = misfit.located && start ? locationsOf([{ line: start.line, column: start.column }]) : null;
    return { path: null, locations, message: misfit.message };
  }
  return null;
}

interface Misfit {
  readonly message: string;
  readonly located: boolean;
}

function misfitOf(name: string, value: unknown, type: GraphQLInputType): Misfit | null {
  if (value === null || value === undefined) {
    if (!isNonNullType(type)) return null;
    return { message: `Variable '${name}' has coerced Null value for NonNull type '${String(type)}'`, located: true };
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) return listMisfit(name, value, nullable.ofType);
  if (isInputObjectType(nullable)) return objectMisfit(name, value, nullable);
  const complaint = leafComplaint(value, nullable);
  return complaint === null ? null : invalid(name, complaint);
}

function listMisfit(name: string, value: unknown, itemType: GraphQLInputType): Misfit | null {
  for (const item of Array.isArray(value) ? value : [value]) {
    const misfit = misfitOf(name, item, itemType);
    if (misfit !== null) return misfit;
  }
  return null;
}

function objectMisfit(name: string, value: unknown, type: GraphQLInputObjectType): Misfit | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const rule = "Variables for input objects must be an instance of type 'Map'.";
    return invalid(name, `Expected type 'Map' but was '${javaTypeOf(value)}'. ${rule}`);
  }
  const fields = type.getFields();
  const extra = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
  if (extra !== undefined) {
    // The space at the end is graphql-java's.
    const message = `The variables input contains a field name '${extra}' that is not defined for input object type '${type.name}' `;
    return { message, located: false };
  }
  for (const field of Object.values(fields)) {
    const given = Object.hasOwn(value, field.name);
    if (!given && field.defaultValue !== undefined) continue;
    const misfit = misfitOf(field.name, (value as Record<string, unknown>)[field.name], field.type);
    if (misfit !== null) return misfit;
  }
  return null;
}

function leafComplaint(value: unknown, type: GraphQLLeafType): string | null {
  if (isEnumType(type)) {
    if (typeof value === 'string' && hasValue(type, value)) return null;
    return `Invalid input for Enum '${type.name}'. No value found for name '${String(value)}'.`;
  }
  try {
    return type.parseValue(value) === undefined ? `Not a valid '${type.name}'.` : null;
  } catch (error) {
    // AppSync's scalars have their own messages; GraphQL's five scalars have graphql-java's.
    if (type.name.startsWith('AWS') && error instanceof GraphQLError) return error.message;
    return `Expected type '${type.name}' but was '${javaTypeOf(value)}'.`;
  }
}

function invalid(name: string, complaint: string): Misfit {
  return { message: `Variable '${name}' has an invalid value. ${complaint}`, located: true };
}
