import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { isRecord, recordAt, type RequestObject, textAt } from '../requestFields.ts';
import { itemAt } from './attributeValues.ts';

export interface Expression {
  readonly expression: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, AttributeValue>;
}

/**
 * Reads `{expression, expressionNames, expressionValues}` of a request; returns null if it is missing or empty. The
 * value may also be JSON text, which `util.transform` returns.
 */
export function expressionAt(value: unknown, path: string): Expression | null {
  const given = parsed(value, path);
  if (given === undefined || given === null) return null;
  const fields = recordAt(given, path);
  const expression = textAt(fields['expression'], `${path}[expression]`);
  if (expression.trim() === '') return null;
  return { expression, names: namesAt(fields, path), values: valuesAt(fields, path) };
}

/**
 * Parses a section that may be JSON text.
 * @throws ResolverError for a text that is not a JSON object
 */
export function parsed(value: unknown, path: string): unknown {
  if (typeof value !== 'string') return value;
  try {
    const content = JSON.parse(value) as unknown;
    if (isRecord(content)) return content;
  } catch {
    // not JSON: the error below reports it
  }
  throw mappingError(`Expected JSON object for '${path}' but got a 'STRING' instead.`);
}

function namesAt(fields: RequestObject, path: string): Record<string, string> {
  const given = recordAt(fields['expressionNames'] ?? {}, `${path}[expressionNames]`);
  const names = Object.entries(given).map(([name, target]) => [
    name,
    textAt(target, `${path}[expressionNames][${name}]`),
  ]);
  return Object.fromEntries(names) as Record<string, string>;
}

function valuesAt(fields: RequestObject, path: string): Record<string, AttributeValue> {
  return itemAt(fields['expressionValues'] ?? {}, `${path}[expressionValues]`);
}

/** DynamoDB's parameters for the names and values of several expressions. DynamoDB refuses empty maps. */
export function placeholders(...expressions: readonly (Expression | null)[]): {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
} {
  const names = Object.assign({}, ...expressions.map((each) => each?.names)) as Record<string, string>;
  const values = Object.assign({}, ...expressions.map((each) => each?.values)) as Record<string, AttributeValue>;
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
