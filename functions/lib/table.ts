import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
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

/** The most writes of one transaction (Amazon DynamoDB API reference, "TransactWriteItems"). */
const MOST_WRITES = 100;
/** The most writes of one batch (Amazon DynamoDB API reference, "BatchWriteItem"). */
const MOST_IN_BATCH = 25;
/** How often a write is tried while it conflicts with others. */
const MOST_TRIES = 10;

/** Epoch seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

export function check(key: Key, when: PlainExpression): Write {
  return { ConditionCheck: { TableName, Key: key, ...condition(when) } };
}

/** Puts an item, and replaces an item with the same key. */
export function put(item: Key & Item): Write {
  return { Put: { TableName, Item: item } };
}

/** Updates an item, and creates it if there is none. */
export function update(key: Key, { text, values }: PlainExpression): Write {
  const { ConditionExpression: UpdateExpression, ...rest } = condition({ text, values });
  return { Update: { TableName, Key: key, UpdateExpression, ...rest } };
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
    // DynamoDB rejects an empty map of names or values.
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}

/** One item, read consistently. */
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

/** All items of a partition, page by page, read consistently. */
export function itemsOf(username: string): AsyncGenerator<Item[]> {
  return query('username = :username', { ':username': username });
}

/** The items whose sort keys are between two bounds. */
export function itemsBetween(username: string, first: string, last: string): AsyncGenerator<Item[]> {
  const values = { ':username': username, ':first': first, ':last': last };
  return query('username = :username AND created BETWEEN :first AND :last', values);
}

/** The items whose sort keys begin with a prefix. */
export function itemsFrom(username: string, prefix: string): AsyncGenerator<Item[]> {
  const values = { ':username': username, ':prefix': prefix };
  return query('username = :username AND begins_with(created, :prefix)', values);
}

async function* query(KeyConditionExpression: string, ExpressionAttributeValues: Item): AsyncGenerator<Item[]> {
  const input = { TableName, KeyConditionExpression, ExpressionAttributeValues, ConsistentRead: true };
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, input)) yield Items;
}

/**
 * Writes all or nothing. It tries again while other transactions conflict.
 * @returns the positions whose conditions failed; empty when everything is written
 * @throws the other errors of DynamoDB, and the last conflict
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
 * Writes one item. It tries again while a transaction conflicts, which the AWS SDK does not do.
 * @throws the other errors of DynamoDB, and the last conflict
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

const NOTHING: PlainExpression = { text: '', values: {} };

/**
 * Removes the attribute that marks pending work, unless the work has become necessary again.
 * @param since the value of the attribute when the work began
 * @param also a further condition, ` AND …`
 */
export async function finishWork(key: Key, attribute: string, since: unknown, also = NOTHING): Promise<void> {
  const command = new UpdateCommand({
    TableName,
    Key: key,
    ...condition({ text: `#${attribute} = :since${also.text}`, values: { ':since': since, ...also.values } }),
    UpdateExpression: `REMOVE #${attribute}`,
  });
  try {
    await unhindered(() => dynamodb.send(command));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** How the writes for many items are grouped. */
export interface Grouping<Thing> {
  /** The writes for one item. They are in one transaction. */
  readonly writesOf: (thing: Thing) => Write[];
  /** A condition that each transaction checks. @default none */
  readonly common?: readonly Write[];
  /** How many transactions at the same time. With a common condition, more than one conflict with each other. @default 1 */
  readonly width?: number;
}

/**
 * Writes for many items, with as many of them in one transaction as DynamoDB allows, which saves calls. Two that write to the
 * same item are in two transactions. If the conditions of one item fail, the others of its transaction are tried again
 * without it.
 * @returns the items that were written; null when the common condition failed: then the rest was not written
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

/** DynamoDB rejects a transaction with two writes to one item (Amazon DynamoDB API reference, "TransactWriteItems"). */
function inGroups<Thing>(things: readonly Thing[], writesOf: (thing: Thing) => Write[], most: number) {
  const groups: Piece<Thing>[][] = [];
  let room = 0;
  let written = new Set<string>();
  for (const thing of things) {
    const writes = writesOf(thing);
    const keys = writes.map(keyTextOf);
    if (writes.length > room || keys.some((key) => written.has(key))) {
      groups.push([]);
      room = most;
      written = new Set();
    }
    groups.at(-1)?.push({ thing, writes });
    room -= writes.length;
    for (const key of keys) written.add(key);
  }
  return groups;
}

function keyTextOf({ ConditionCheck, Delete, Put, Update }: Write): string {
  const { username, created } = (ConditionCheck ?? Delete ?? Update)?.Key ?? Put?.Item ?? {};
  return `${String(username)} ${String(created)}`;
}

/**
 * Deletes many items without conditions, several batches at the same time.
 * @throws UnprocessedItems when DynamoDB did not process some of them at any try
 */
export async function deleteAll(keys: readonly Key[], width: number): Promise<void> {
  const batches = Array.from({ length: Math.ceil(keys.length / MOST_IN_BATCH) }, (_, at) =>
    keys.slice(at * MOST_IN_BATCH, (at + 1) * MOST_IN_BATCH),
  );
  await forEachConcurrent(batches, width, deleteBatch);
}

/** After all tries, DynamoDB has not processed some writes of a batch. */
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
