import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

import { namesIn, type PlainExpression } from '../../domain/conditions.ts';
import { type Key, TABLE_NAME_VARIABLE } from '../../domain/keys.ts';
import { backOff } from './backoff.ts';
import { forEachConcurrent } from './concurrency.ts';
import { requireEnvironment } from './environment.ts';

export const TableName = requireEnvironment(TABLE_NAME_VARIABLE);
export const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());

export type Item = Record<string, unknown>;
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** How many writes one transaction takes (Amazon DynamoDB API reference, "TransactWriteItems"). */
const MOST_WRITES = 100;
/** How many writes one batch takes (Amazon DynamoDB API reference, "BatchWriteItem"). */
const MOST_IN_BATCH = 25;
/** How often what others stand in the way of is tried. */
const MOST_TRIES = 10;

/** Epoch seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

export function check(key: Key, when: PlainExpression): Write {
  return { ConditionCheck: { TableName, Key: key, ...condition(when) } };
}

/** Puts an item, whatever stood in its place. */
export function put(item: Key & Item): Write {
  return { Put: { TableName, Item: item } };
}

export function deleteIf(key: Key, when: PlainExpression): Write {
  return { Delete: { TableName, Key: key, ...condition(when) } };
}

/** @param update its values and those of the condition have names of their own */
export function updateIf(key: Key, update: PlainExpression, when: PlainExpression) {
  const text = `${update.text} ${when.text}`;
  const all = condition({ text, values: { ...update.values, ...when.values } });
  return { Update: { TableName, Key: key, ...all, UpdateExpression: update.text, ConditionExpression: when.text } };
}

export function condition({ text, values }: PlainExpression) {
  const names = namesIn(text);
  return {
    ConditionExpression: text,
    // DynamoDB refuses an empty map of either.
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}

/** One item as it stands now. */
export async function read(key: Key): Promise<Item | undefined> {
  return (await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item;
}

/** Whether a partition has any item. */
export async function hasItems(username: string): Promise<boolean> {
  const { Count = 0 } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'username = :username',
      ExpressionAttributeValues: { ':username': username },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Count > 0;
}

/** All items of a partition, page by page, as they are at that moment. */
export function itemsOf(username: string): AsyncGenerator<Item[]> {
  return query('username = :username', { ':username': username });
}

/** Those whose sort keys lie between two bounds. */
export function itemsBetween(username: string, first: string, last: string): AsyncGenerator<Item[]> {
  const values = { ':username': username, ':first': first, ':last': last };
  return query('username = :username AND created BETWEEN :first AND :last', values);
}

/** Those whose sort keys begin so. */
export function itemsFrom(username: string, prefix: string): AsyncGenerator<Item[]> {
  const values = { ':username': username, ':prefix': prefix };
  return query('username = :username AND begins_with(created, :prefix)', values);
}

async function* query(KeyConditionExpression: string, ExpressionAttributeValues: Item): AsyncGenerator<Item[]> {
  const input = { TableName, KeyConditionExpression, ExpressionAttributeValues, ConsistentRead: true };
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, input)) yield Items;
}

/**
 * Writes all or nothing, again and again while other transactions stand in the way.
 * @returns the positions whose conditions failed; none: it is written
 * @throws whatever else DynamoDB raises, and the last conflict
 */
export async function transact(writes: Write[]): Promise<readonly number[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      await dynamodb.send(new TransactWriteCommand({ TransactItems: writes }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = [...reasons.keys()].filter((at) => reasons[at]?.Code === 'ConditionalCheckFailed');
      if (failed.length > 0) return failed;
      if (tries === MOST_TRIES) throw error;
    }
    await backOff(tries);
  }
}

/**
 * Writes one item, again and again while a transaction stands in the way: the AWS SDK leaves that to its caller.
 * @throws whatever else DynamoDB raises, and the last conflict
 */
export async function unhindered<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TransactionConflictException) || tries === MOST_TRIES) throw error;
    }
    await backOff(tries);
  }
}

/** How the writes of many things go together. */
export interface Grouping<Thing> {
  /** What belongs together of one thing: it is written whole or not at all. */
  readonly writesOf: (thing: Thing) => Write[];
  /** What must hold for all. @default nothing */
  readonly common?: readonly Write[];
  /** How many transactions at once; with something in common, one after another is best. @default 1 */
  readonly width?: number;
}

/**
 * Writes many things, as many of them in one transaction as it takes, which saves calls. One whose conditions fail holds up
 * the others of its group, no more.
 * @returns those that were written; null when what is common didn't hold, and the rest was left
 */
export async function transactEach<Thing>(
  things: readonly Thing[],
  { writesOf, common = [], width = 1 }: Grouping<Thing>,
): Promise<Thing[] | null> {
  const written: Thing[] = [];
  const holds = { common: true };
  await forEachConcurrent(inGroups(things, writesOf, MOST_WRITES - common.length), width, async (group) => {
    let waiting = group;
    while (waiting.length > 0) {
      const failed = await transact([...common, ...waiting.flatMap(({ writes }) => writes)]);
      if (failed.some((at) => at < common.length)) {
        holds.common = false;
        return;
      }
      if (failed.length === 0) {
        written.push(...waiting.map(({ thing }) => thing));
        return;
      }
      const owners = waiting.flatMap((one) => one.writes.map(() => one));
      const refused = new Set(failed.map((at) => owners[at - common.length]));
      waiting = waiting.filter((one) => !refused.has(one));
    }
  });
  return holds.common ? written : null;
}

interface Piece<Thing> {
  readonly thing: Thing;
  readonly writes: readonly Write[];
}

function inGroups<Thing>(things: readonly Thing[], writesOf: (thing: Thing) => Write[], most: number) {
  const groups: Piece<Thing>[][] = [];
  let room = 0;
  for (const thing of things) {
    const writes = writesOf(thing);
    if (writes.length > room) {
      groups.push([]);
      room = most;
    }
    groups.at(-1)?.push({ thing, writes });
    room -= writes.length;
  }
  return groups;
}

/**
 * Deletes many items, whatever they hold, batches of them at once.
 * @throws UnprocessedItems when DynamoDB has left some undone each time
 */
export async function deleteAll(keys: readonly Key[], width: number): Promise<void> {
  const batches = Array.from({ length: Math.ceil(keys.length / MOST_IN_BATCH) }, (_, at) =>
    keys.slice(at * MOST_IN_BATCH, (at + 1) * MOST_IN_BATCH),
  );
  await forEachConcurrent(batches, width, deleteBatch);
}

/** DynamoDB has left writes of a batch undone, however often it was asked. */
export class UnprocessedItems extends Error {
  override readonly name = 'UnprocessedItems';
}

async function deleteBatch(keys: readonly Key[]): Promise<void> {
  let waiting: Item[] = keys.map(({ username, created }) => ({ username, created }));
  for (let tries = 1; ; tries += 1) {
    const requests = waiting.map((Key) => ({ DeleteRequest: { Key } }));
    const { UnprocessedItems: undone } = await dynamodb.send(
      new BatchWriteCommand({ RequestItems: { [TableName]: requests } }),
    );
    waiting = (undone?.[TableName] ?? []).flatMap(({ DeleteRequest }) => DeleteRequest?.Key ?? []) as Item[];
    if (waiting.length === 0) return;
    if (tries === MOST_TRIES) throw new UnprocessedItems(`${waiting.length} items were not deleted.`);
    await backOff(tries);
  }
}
