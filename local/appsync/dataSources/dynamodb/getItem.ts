import { GetItemCommand } from '@aws-sdk/client-dynamodb';

import { flagAt } from '../requestFields.ts';
import { keyAt, toPlainOrNull } from './attributeValues.ts';
import type { Operation } from './context.ts';
import { expressionAt, placeholders } from './expressions.ts';
import { calling } from './failures.ts';

/** Returns the item, or null. */
export const getItem: Operation = async (request, { client, tableName, signal }) => {
  const projection = expressionAt(request['projection'], '$[projection]');
  const command = new GetItemCommand({
    TableName: tableName,
    Key: keyAt(request['key'], 'key'),
    ConsistentRead: flagAt(request['consistentRead'], '$[consistentRead]'),
    ProjectionExpression: projection?.expression,
    ...placeholders(projection),
  });
  const { Item } = await calling(client.send(command, { abortSignal: signal }));
  return toPlainOrNull(Item);
};
