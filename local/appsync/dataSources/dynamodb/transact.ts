import {
  type CancellationReason,
  type TransactGetItem,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { flagAt, isRecord, listAt, pathOf, recordAt, type RequestObject, textAt } from '../requestFields.ts';
import { type Item, itemAt, toPlain, toPlainOrNull } from './attributeValues.ts';
import type { Operation } from './context.ts';
import { expressionAt, parsed, placeholders } from './expressions.ts';
import { failureOf } from './failures.ts';
import { updateAt } from './writeItem.ts';

/**
 * Returns `{items, cancellationReasons: null}`.
 * @throws DataSourceError with `{items: null, cancellationReasons}`, if the transaction is cancelled
 */
export const transactGetItems: Operation = async (request, { client, signal }) => {
  const TransactItems = entriesOf(request).map(readOf);
  try {
    const command = new TransactGetItemsCommand({ TransactItems });
    const { Responses = [] } = await client.send(command, { abortSignal: signal });
    return { items: Responses.map(({ Item }) => toPlainOrNull(Item)), cancellationReasons: null };
  } catch (error) {
    throw failureOf(error, { items: null, cancellationReasons: reasonsOf(error) });
  }
};

/**
 * Returns `{keys, cancellationReasons: null}`.
 * @throws DataSourceError with `{keys: null, cancellationReasons}`, if the transaction is cancelled
 */
export const transactWriteItems: Operation = async (request, { client, signal }) => {
  const writes = entriesOf(request).map(writeOf);
  try {
    const command = new TransactWriteItemsCommand({ TransactItems: writes.map(({ item }) => item) });
    await client.send(command, { abortSignal: signal });
    return { keys: writes.map(({ key }) => toPlain(key)), cancellationReasons: null };
  } catch (error) {
    throw failureOf(error, { keys: null, cancellationReasons: reasonsOf(error) });
  }
};

interface Entry {
  readonly fields: RequestObject;
  readonly path: string;
  readonly table: string;
  readonly key: Item;
}

function entriesOf(request: RequestObject): Entry[] {
  return listAt(request['transactItems'], '$[transactItems]').map((entry, index) => {
    const path = pathOf('transactItems', index);
    const fields = recordAt(entry, path);
    const key = itemAt(fields['key'], `${path}[key]`);
    return { fields, path, table: textAt(fields['table'], `${path}[table]`), key };
  });
}

function readOf({ fields, path, table, key }: Entry): TransactGetItem {
  const projection = expressionAt(fields['projection'], `${path}[projection]`);
  const names = placeholders(projection);
  return { Get: { TableName: table, Key: key, ProjectionExpression: projection?.expression, ...names } };
}

function writeOf(entry: Entry): { readonly key: Item; readonly item: TransactWriteItem } {
  const { fields, path, table, key } = entry;
  const operation = textAt(fields['operation'], `${path}[operation]`);
  const common = { TableName: table, ...checkOf(entry) };
  switch (operation) {
    case 'PutItem': {
      const attributes = itemAt(fields['attributeValues'] ?? {}, `${path}[attributeValues]`);
      return { key, item: { Put: { ...common, Item: { ...attributes, ...key } } } };
    }
    case 'UpdateItem': {
      const update = updateAt(fields['update'], `${path}[update]`);
      const names = placeholders(update, conditionOf(entry));
      return { key, item: { Update: { ...common, Key: key, UpdateExpression: update.expression, ...names } } };
    }
    case 'DeleteItem':
      return { key, item: { Delete: { ...common, Key: key } } };
    case 'ConditionCheck': {
      const { ConditionExpression } = common;
      if (ConditionExpression === undefined) throw mappingError(`Value for field '${path}[condition]' not found.`);
      return { key, item: { ConditionCheck: { ...common, Key: key, ConditionExpression } } };
    }
    default:
      throw mappingError(`Unsupported operation '${operation}' for field '${path}[operation]'.`);
  }
}

function conditionOf({ fields, path }: Entry) {
  return expressionAt(fields['condition'], `${path}[condition]`);
}

/**
 * The condition of a write. Unless the request switches it off, DynamoDB also returns the item that failed the
 * condition.
 */
function checkOf(entry: Entry) {
  const condition = conditionOf(entry);
  const path = `${entry.path}[condition]`;
  const fields = parsed(entry.fields['condition'], path);
  const flag = isRecord(fields) ? fields['returnValuesOnConditionCheckFailure'] : undefined;
  const wanted = flagAt(flag, `${path}[returnValuesOnConditionCheckFailure]`) ?? true;
  return {
    ConditionExpression: condition?.expression,
    ReturnValuesOnConditionCheckFailure: wanted ? ('ALL_OLD' as const) : ('NONE' as const),
    ...placeholders(condition),
  };
}

/** One reason for each position; null if the call failed for a reason other than a cancelled transaction. */
function reasonsOf(error: unknown) {
  if (!(error instanceof TransactionCanceledException)) return null;
  return (error.CancellationReasons ?? []).map(reasonOf);
}

/** AppSync writes `ConditionCheckFailed` where DynamoDB writes `ConditionalCheckFailed`. */
function reasonOf({ Code = 'None', Message, Item }: CancellationReason) {
  const item = Item === undefined ? {} : { item: toPlain(Item) };
  if (Code === 'None') return { ...item, type: 'None', message: 'None' };
  if (Code === 'ConditionalCheckFailed') {
    return { ...item, type: 'ConditionCheckFailed', message: 'The condition check failed.' };
  }
  return { ...item, type: Code, message: Message ?? Code };
}
