import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  paginateQuery,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { namesIn, type PlainExpression } from '../../resolvers/lib/plainExpressions.ts';
import { type Key, TABLE, TABLE_NAME_VARIABLE } from '../../resolvers/lib/keys.ts';
import { requireEnvironment } from './environment.ts';
import { backOff } from './patience.ts';

export const TableName = requireEnvironment(TABLE_NAME_VARIABLE);
export const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient());

export type Item = Record<string, unknown>;
export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** How many writes one transaction takes (Amazon DynamoDB API reference, "TransactWriteItems"). */
export const MOST_WRITES = 100;
/** How often a transaction that others stand in the way of is tried. */
const MOST_TRIES = 10;

/** Epoch seconds. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

export function check(key: Key, when: PlainExpression): Write {
  return { ConditionCheck: { TableName, Key: key, ...condition(when) } };
}

export function putIf(item: Key & Item, when: PlainExpression): Write {
  return { Put: { TableName, Item: item, ...condition(when) } };
}

export function deleteIf(key: Key, when: PlainExpression): Write {
  return { Delete: { TableName, Key: key, ...condition(when) } };
}

/** @param update its values and those of the condition have names of their own */
export function updateIf(key: Key, update: PlainExpression, when: PlainExpression): Write {
  const text = `${update.text} ${when.text}`;
  const all = condition({ text, values: { ...update.values, ...when.values } });
  return { Update: { TableName, Key: key, UpdateExpression: update.text, ...all, ConditionExpression: when.text } };
}

function condition({ text, values }: PlainExpression) {
  const names = namesIn(text);
  return {
    ConditionExpression: text,
    // DynamoDB refuses an empty map of either.
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  };
}

/** All items of a partition whose sort keys begin so, page by page, as they are at that moment. */
export async function* itemsFrom(username: string, prefix: string): AsyncGenerator<Item[]> {
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName,
      KeyConditionExpression: `${TABLE.partitionKey} = :username AND begins_with(${TABLE.sortKey}, :prefix)`,
      ExpressionAttributeValues: { ':username': username, ':prefix': prefix },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) yield Items;
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

/** The writes of one thing among many: as many for each of them. */
export interface Grouping<Thing> {
  /** What must hold for all. */
  readonly common: Write[];
  readonly size: number;
  readonly writesOf: (thing: Thing) => Write[];
}

/**
 * Writes what belongs together of each of many things, as many of them in one transaction as it takes: that saves calls,
 * and conflicts with oneself over what is common to them.
 * @returns those that were written, the others having failed a condition of their own; null when what is common didn't hold
 */
export async function transactEach<Thing>(
  things: readonly Thing[],
  { common, size, writesOf }: Grouping<Thing>,
): Promise<Thing[] | null> {
  const most = Math.floor((MOST_WRITES - common.length) / size);
  const written: Thing[] = [];
  for (let waiting = [...things]; waiting.length > 0;) {
    const group = waiting.slice(0, most);
    const failed = await transact([...common, ...group.flatMap(writesOf)]);
    if (failed.some((at) => at < common.length)) return null;
    const failedThings = new Set(failed.map((at) => Math.floor((at - common.length) / size)));
    // One that fails holds up the others of its group, no more.
    const held = failed.length > 0 ? group.filter((_, at) => !failedThings.has(at)) : [];
    if (failed.length === 0) written.push(...group);
    waiting = [...held, ...waiting.slice(group.length)];
  }
  return written;
}
