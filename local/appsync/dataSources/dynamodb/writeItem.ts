import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { itemAt, keyAt, toPlainOrNull } from './attributeValues.ts';
import { conditionAt, sameItem, writeOnCondition } from './conditions.ts';
import { type Operation, refuseFields } from './context.ts';
import { type Expression, expressionAt, placeholders } from './expressions.ts';

/** Returns the written item. If the condition fails but an equal item is stored, returns the stored item. */
export const putItem: Operation = async (request, context) => {
  refuseFields(request, '_version', 'customPartitionKey', 'populateIndexFields');
  const { client, tableName, signal } = context;
  const key = keyAt(request['key'], 'key');
  const item = { ...itemAt(request['attributeValues'] ?? {}, '$[attributeValues]'), ...key };
  const condition = conditionAt(request['condition']);
  const command = new PutItemCommand({
    TableName: tableName,
    Item: item,
    ConditionExpression: condition?.expression,
    ...placeholders(condition),
  });
  const outcome = await writeOnCondition(
    {
      key,
      condition,
      send: () => client.send(command, { abortSignal: signal }),
      isDone: (current, { equalsIgnore }) => current !== undefined && sameItem(current, item, equalsIgnore),
    },
    context,
  );
  return toPlainOrNull('found' in outcome ? outcome.found : item);
};

/** Returns the item after the update. */
export const updateItem: Operation = async (request, context) => {
  refuseFields(request, '_version', 'customPartitionKey', 'populateIndexFields');
  const { client, tableName, signal } = context;
  const key = keyAt(request['key'], 'key');
  const update = updateAt(request['update'], '$[update]');
  const condition = conditionAt(request['condition']);
  const command = new UpdateItemCommand({
    TableName: tableName,
    Key: key,
    UpdateExpression: update.expression,
    ConditionExpression: condition?.expression,
    ReturnValues: 'ALL_NEW',
    ...placeholders(update, condition),
  });
  const outcome = await writeOnCondition(
    { key, condition, send: () => client.send(command, { abortSignal: signal }), isDone: () => false },
    context,
  );
  return toPlainOrNull('written' in outcome ? outcome.written.Attributes : outcome.found);
};

/** Returns the deleted item; null if there was none. */
export const deleteItem: Operation = async (request, context) => {
  refuseFields(request, '_version', 'customPartitionKey', 'populateIndexFields');
  const { client, tableName, signal } = context;
  const key = keyAt(request['key'], 'key');
  const condition = conditionAt(request['condition']);
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key: key,
    ConditionExpression: condition?.expression,
    ReturnValues: 'ALL_OLD',
    ...placeholders(condition),
  });
  const outcome = await writeOnCondition(
    {
      key,
      condition,
      send: () => client.send(command, { abortSignal: signal }),
      isDone: (current) => current === undefined,
    },
    context,
  );
  return toPlainOrNull('written' in outcome ? outcome.written.Attributes : outcome.found);
};

/**
 * Reads the required `update` section.
 * @throws ResolverError if it is missing or empty
 */
export function updateAt(value: unknown, path: string): Expression {
  const update = expressionAt(value, path);
  if (update !== null) return update;
  throw mappingError(`Value for field '${path}[expression]' not found.`);
}
