import type {
  Context,
  DynamoDBExpression,
  DynamoDBTransactGetItemsRequest,
  DynamoDBTransactWriteItemsRequest,
} from '@aws-appsync/utils';

import { type Key, TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import { util } from './appsync.ts';
import { expression } from './expression.ts';

export type TransactItem = DynamoDBTransactWriteItemsRequest['transactItems'][number];
type Environment = Pick<Context, 'env'>;

/** Why DynamoDB cancelled a transaction, for one of its positions. */
interface CancellationReason<Item> {
  /** "None" for a position without a problem. */
  readonly type: string;
  /** What is stored under the position's key; null when nothing is. */
  readonly item?: Item | null;
}

/** `ctx.result` of a TransactWriteItems; `cancellationReasons` is null when it went through. */
export interface TransactWriteResult<Item = Record<string, unknown>> {
  readonly cancellationReasons: readonly CancellationReason<Item>[] | null;
}

/** `ctx.result` of a TransactGetItems: what is stored under each key, in order; null when it didn't go through. */
export interface TransactGetResult<Item> {
  readonly items: readonly (Item | null)[] | null;
}

export function tableName(ctx: Environment): string {
  const name = ctx.env[TABLE_NAME_VARIABLE];
  if (!name) return util.error('TABLE_NAME is missing from the environment of the API.');
  return name;
}

function condition(when: DynamoDBExpression) {
  return { ...when, returnValuesOnConditionCheckFailure: true };
}

/** Reads items in one transaction, so they show all writes of another transaction or none. */
export function transactGet(ctx: Environment, keys: Key[]): DynamoDBTransactGetItemsRequest {
  return {
    operation: 'TransactGetItems',
    transactItems: keys.map((key) => ({ table: tableName(ctx), key: util.dynamodb.toMapValues({ ...key }) })),
  };
}

/** Writes all or nothing. */
export function transactWrite(transactItems: TransactItem[]): DynamoDBTransactWriteItemsRequest {
  return { operation: 'TransactWriteItems', transactItems };
}

/** Puts an item, and replaces an item with the same key. */
export function put(ctx: Environment, { username, created, ...attributes }: Key) {
  return {
    table: tableName(ctx),
    operation: 'PutItem' as const,
    key: util.dynamodb.toMapValues({ username, created }),
    attributeValues: util.dynamodb.toMapValues<Record<string, unknown>>(attributes),
  };
}

export function putIf(ctx: Environment, item: Key, when: DynamoDBExpression): TransactItem {
  return { ...put(ctx, item), condition: condition(when) };
}

/** Puts an item, if none has its key. */
export function putNew(ctx: Environment, item: Key): TransactItem {
  return putIf(ctx, item, expression('attribute_not_exists(created)'));
}

/** Updates an item, and creates it if there is none. */
export function update(ctx: Environment, key: Key, how: DynamoDBExpression) {
  return {
    table: tableName(ctx),
    operation: 'UpdateItem' as const,
    key: util.dynamodb.toMapValues({ ...key }),
    update: how,
  };
}

export function updateIf(ctx: Environment, key: Key, how: DynamoDBExpression, when: DynamoDBExpression): TransactItem {
  return { ...update(ctx, key, how), condition: condition(when) };
}

/** Deletes an item that may be missing. */
export function remove(ctx: Environment, key: Key) {
  return {
    table: tableName(ctx),
    operation: 'DeleteItem' as const,
    key: util.dynamodb.toMapValues({ ...key }),
  };
}

export function deleteIf(ctx: Environment, key: Key, when: DynamoDBExpression): TransactItem {
  return { ...remove(ctx, key), condition: condition(when) };
}

export function check(ctx: Environment, key: Key, when: DynamoDBExpression): TransactItem {
  return {
    table: tableName(ctx),
    operation: 'ConditionCheck',
    key: util.dynamodb.toMapValues({ ...key }),
    condition: condition(when),
  };
}

/**
 * The reason why one position failed its condition; null when it did not.
 * DynamoDB spells the type `ConditionalCheckFailed` and AppSync's documentation `ConditionCheckFailed`, so neither word is
 * compared as a whole. The other reasons (`TransactionConflict`, `ThrottlingError`...) say nothing about the condition.
 */
export function failedAt<Item>(
  result: TransactWriteResult<Item> | null,
  position: number,
): CancellationReason<Item> | null {
  const reason = result?.cancellationReasons?.[position];
  return reason && reason.type.startsWith('Condition') ? reason : null;
}
