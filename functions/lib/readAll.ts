import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';

import type { Key } from '../../domain/keys.ts';
import { backOff } from './backoff.ts';
import { dynamodb, type Item, TableName } from './table.ts';

/** The most items of one read (Amazon DynamoDB API reference, "BatchGetItem"). */
const MOST = 100;

/** Reads many items consistently, in no order. Those that do not exist are missing. No key may be given twice. */
export async function readAll(keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  for (let at = 0; at < keys.length; at += MOST) {
    let waiting: Item[] = keys.slice(at, at + MOST).map(({ username, created }) => ({ username, created }));
    for (let tries = 1; waiting.length > 0; tries += 1) {
      const { Responses, UnprocessedKeys } = await dynamodb.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: waiting, ConsistentRead: true } } }),
      );
      items.push(...(Responses?.[TableName] ?? []));
      waiting = UnprocessedKeys?.[TableName]?.Keys ?? [];
      if (waiting.length > 0) await backOff(tries);
    }
  }
  return items;
}
