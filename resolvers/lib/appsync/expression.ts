import type { DynamoDBExpression } from '@aws-appsync/utils';

import { namesIn, type PlainExpression } from '../../../domain/conditions.ts';
import { util } from './appsync.ts';

/**
 * A DynamoDB expression with its placeholders filled.
 * @param text every `#name` in it stands for the attribute of that name
 * @param given plain values by placeholder: `{ ':now': 1700000000 }`; none when left out
 */
export function expression(text: string, given?: Record<string, unknown>): DynamoDBExpression {
  const names = namesIn(text);
  const values = given ?? {};
  // DynamoDB rejects an empty map of names or values.
  return {
    expression: text,
    ...(Object.keys(names).length > 0 ? { expressionNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { expressionValues: util.dynamodb.toMapValues(values) } : {}),
  };
}

/** The same for a plain expression. */
export function toExpression({ text, values }: PlainExpression): DynamoDBExpression {
  return expression(text, values);
}
