import type { Context, DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';

import type { Key } from '../../../domain/keys.ts';
import { util } from './appsync.ts';
import { tableName } from './transaction.ts';

/** `ctx.result` of a BatchGetItem, by the name of the table. */
export interface BatchGetResult<Item> {
  /** What is stored under each key, in order; null when nothing is. */
  readonly data: Readonly<Record<string, readonly (Item | null)[]>>;
  /** The keys that DynamoDB did not read. */
  readonly unprocessedKeys: Readonly<Record<string, readonly unknown[] | null>>;
}

type Environment = Pick<Context, 'env'>;

/** Reads up to 100 items, each on its own and eventually consistent: half a unit for each 4 KB. */
export function batchGet(ctx: Environment, keys: Key[]): DynamoDBBatchGetItemRequest {
  return {
    operation: 'BatchGetItem',
    tables: { [tableName(ctx)]: { keys: keys.map((key) => util.dynamodb.toMapValues({ ...key })) } },
  };
}

/** The items that a batch has read, in the order of its keys; null when DynamoDB left out some of them. */
export function itemsRead<Item>(
  ctx: Environment,
  result: BatchGetResult<Item> | null,
): readonly (Item | null)[] | null {
  const table = tableName(ctx);
  const unprocessed = result?.unprocessedKeys[table];
  if (unprocessed && unprocessed.length > 0) return null;
  return result?.data[table] ?? null;
}
