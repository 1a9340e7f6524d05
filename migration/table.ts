import {
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  paginateScan,
  ResourceNotFoundException,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';

import { TABLE } from '../domain/keys.ts';
import { backOff } from '../functions/lib/backoff.ts';
import { Failure } from './failure.ts';
import { piecesOf } from './groups.ts';
import { type Item, toItem } from './item.ts';
import type { Repair } from './repair.ts';

/** How many parts of the table are read at once. */
const SEGMENTS = 4;
/** How often what other transactions stand in the way of is tried. */
const MOST_TRIES = 10;
/** What another try may get over. */
const PASSING = ['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

export interface Place {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** The table, as the migration needs it. */
export interface Table {
  /** Hands on every item, in no order. Raises Failure Stopped when it is told to end before. */
  readonly readAll: (take: (item: Item) => void, signal: AbortSignal) => Promise<void>;
  /** Writes each of these repairs whole, or not at all, and answers with those that it hasn't. */
  readonly write: (repairs: readonly Repair[]) => Promise<Unwritten>;
  readonly close: () => void;
}

/** Why a repair was not written: its items had changed, or DynamoDB takes no such thing. */
export type Unwritten = ReadonlyMap<Repair, 'changed' | 'refused'>;

/**
 * Connects to a table and looks at its keys.
 * @throws Failure NoTable when there is none of that name, OtherTable when its keys are others
 */
export async function openTable({ table, region, endpoint }: Place): Promise<Table> {
  const client = new DynamoDBClient({
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    retryMode: 'adaptive',
    maxAttempts: 10,
  });
  try {
    await checkKeys(client, table);
  } catch (error) {
    client.destroy();
    throw error;
  }
  return {
    readAll: (take, signal) => readAll(client, table, take, signal),
    write: (repairs) => write(client, table, repairs),
    close: () => {
      client.destroy();
    },
  };
}

async function checkKeys(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    const { Table: found } = await client.send(new DescribeTableCommand({ TableName }));
    const keys = found?.KeySchema?.map(({ AttributeName }) => AttributeName).join(' and ') ?? '';
    const isText = found?.AttributeDefinitions?.every(
      ({ AttributeName, AttributeType }) => !keys.split(' and ').includes(AttributeName ?? '') || AttributeType === 'S',
    );
    const wanted = `${TABLE.partitionKey} and ${TABLE.sortKey}`;
    if (keys === wanted && isText) return;
    throw new Failure(
      'OtherTable',
      `The keys of the table ${TableName} are ${keys}, not the texts ${wanted}: name Take It's own table.`,
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new Failure(
      'NoTable',
      `There is no table ${TableName} in this region and account: check --table and --region.`,
    );
  }
}

async function readAll(
  client: DynamoDBClient,
  TableName: string,
  take: (item: Item) => void,
  signal: AbortSignal,
): Promise<void> {
  const segments = Array.from({ length: SEGMENTS }, async (_, Segment) => {
    const input = { TableName, Segment, TotalSegments: SEGMENTS, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client }, input)) {
      if (signal.aborted) throw new Failure('Stopped', 'It was stopped while it read: nothing was written.');
      for (const item of Items) take(toItem(item));
    }
  });
  await Promise.all(segments);
}

/** Of repairs that go together, one that doesn't go is left out, and the others are tried again. */
async function write(client: DynamoDBClient, TableName: string, repairs: readonly Repair[]): Promise<Unwritten> {
  const unwritten = new Map<Repair, 'changed' | 'refused'>();
  for (let waiting = repairs; waiting.length > 0; waiting = waiting.filter((repair) => !unwritten.has(repair))) {
    const pieces = piecesOf(waiting, TableName);
    const failed = await transact(
      client,
      pieces.map((piece) => piece.write),
    );
    if (failed === 'refused') return refusedOf(client, TableName, waiting, unwritten);
    if (failed.length === 0) break;
    for (const at of failed) for (const repair of pieces[at]?.owners ?? []) unwritten.set(repair, 'changed');
  }
  return unwritten;
}

/** DynamoDB doesn't say which of them it refuses: each is tried by itself. */
async function refusedOf(client: DynamoDBClient, TableName: string, repairs: readonly Repair[], known: Unwritten) {
  const unwritten = new Map(known);
  const [only, ...more] = repairs;
  if (only && more.length === 0) return unwritten.set(only, 'refused');
  for (const repair of repairs) {
    for (const [one, why] of await write(client, TableName, [repair])) unwritten.set(one, why);
  }
  return unwritten;
}

/**
 * @returns the positions whose conditions failed, none: it is written; or that DynamoDB refuses it, as it does what is too
 * large, however often it is asked
 * @throws whatever else DynamoDB raises, and the last conflict
 */
async function transact(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<number[] | 'refused'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return [];
    } catch (error) {
      if (error instanceof DynamoDBServiceException && error.name === 'ValidationException') return 'refused';
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? '');
      const failed = [...codes.keys()].filter((at) => codes[at] === 'ConditionalCheckFailed');
      if (failed.length > 0) return failed;
      if (codes.includes('ValidationError')) return 'refused';
      if (tries === MOST_TRIES || !codes.every((code) => PASSING.includes(code))) throw error;
    }
    await backOff(tries);
  }
}
