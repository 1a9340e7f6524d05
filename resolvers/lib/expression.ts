import type { DynamoDBExpression } from '@aws-appsync/utils';
import { util } from '@aws-appsync/utils';

/** `#free` stands for the attribute `free`: the way around DynamoDB's reserved words. */
function namesIn(text: string): Record<string, string> {
  const names: Record<string, string> = {};
  for (const part of text.split('#').slice(1)) {
    const name = [' ', '.', ',', ')'].reduce((word, end) => word.split(end)[0] ?? word, part);
    names[`#${name}`] = name;
  }
  return names;
}

/**
 * A DynamoDB expression with its placeholders filled.
 * @param text every `#name` in it stands for the attribute of that name
 * @param values plain values by placeholder: `{ ':now': 1700000000 }`
 */
export function expression(text: string, values: Record<string, unknown> = {}): DynamoDBExpression {
  const names = namesIn(text);
  // DynamoDB refuses an empty map of either.
  return {
    expression: text,
    ...(Object.keys(names).length > 0 ? { expressionNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { expressionValues: util.dynamodb.toMapValues(values) } : {}),
  };
}
