import { QueryCommand, type QueryCommandOutput, ScanCommand, type Select } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { countAt, flagAt, type RequestObject, textAt } from '../requestFields.ts';
import { toPlain } from './attributeValues.ts';
import type { Operation, OperationContext } from './context.ts';
import { type Expression, expressionAt, placeholders } from './expressions.ts';
import { calling } from './failures.ts';

/** Returns `{items, nextToken, scannedCount}`. */
export const query: Operation = async (request, context) => {
  const condition = expressionAt(request['query'], '$[query]');
  if (condition === null) throw mappingError("Value for field '$[query]' not found.");
  const command = new QueryCommand({
    ...pageParameters(request, context, condition),
    KeyConditionExpression: condition.expression,
    ScanIndexForward: flagAt(request['scanIndexForward'], '$[scanIndexForward]') ?? true,
  });
  return pageOf(await calling(context.client.send(command, { abortSignal: context.signal })), context);
};

/** Returns `{items, nextToken, scannedCount}`. */
export const scan: Operation = async (request, context) => {
  const command = new ScanCommand({
    ...pageParameters(request, context, null),
    TotalSegments: countAt(request['totalSegments'], '$[totalSegments]'),
    Segment: countAt(request['segment'], '$[segment]'),
  });
  return pageOf(await calling(context.client.send(command, { abortSignal: context.signal })), context);
};

/** The parameters that Query and Scan share. */
function pageParameters(
  request: RequestObject,
  { tableName, tokens, site }: OperationContext,
  condition: Expression | null,
) {
  const filter = expressionAt(request['filter'], '$[filter]');
  const projection = expressionAt(request['projection'], '$[projection]');
  const token = request['nextToken'];
  return {
    TableName: tableName,
    IndexName: optionalText(request['index'], '$[index]'),
    Limit: countAt(request['limit'], '$[limit]'),
    ConsistentRead: flagAt(request['consistentRead'], '$[consistentRead]'),
    // DynamoDB itself refuses an invalid Select.
    Select: optionalText(request['select'], '$[select]') as Select | undefined,
    FilterExpression: filter?.expression,
    ProjectionExpression: projection?.expression,
    ExclusiveStartKey:
      token === undefined || token === null ? undefined : tokens.open(textAt(token, '$[nextToken]'), site),
    ...placeholders(condition, filter, projection),
  };
}

function optionalText(value: unknown, path: string): string | undefined {
  return value === undefined || value === null ? undefined : textAt(value, path);
}

function pageOf(page: QueryCommandOutput, { tokens, site }: OperationContext) {
  return {
    items: (page.Items ?? []).map(toPlain),
    nextToken: page.LastEvaluatedKey === undefined ? null : tokens.seal(page.LastEvaluatedKey, site),
    scannedCount: page.ScannedCount ?? 0,
  };
}
