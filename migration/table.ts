import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
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
import type { Described } from './settings.ts';

/** How many segments of the table are read at the same time. */
const SEGMENTS = 4;
/** How many attempts a transaction has when others conflict with it. */
const MOST_TRIES = 10;
/** Cancellation reasons after which another attempt may succeed. */
const TRANSIENT = ['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

export interface Place {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** The operations of the migration on a table. */
export interface Table {
  /** Passes every item to `take`, in no order. Raises Failure Stopped if the signal ends it early. */
  readonly readAll: (take: (item: Item) => void, signal: AbortSignal) => Promise<void>;
  /** Writes each repair completely or not at all. Returns those that were not written. */
  readonly write: (repairs: readonly Repair[]) => Promise<Unwritten>;
  /** What DynamoDB says about the table. */
  readonly describe: () => Promise<Described>;
  readonly close: () => void;
}

/** Why a repair was not written: its items had changed, or DynamoDB rejects it. */
export type Unwritten = ReadonlyMap<Repair, 'changed' | 'refused'>;

/**
 * Connects to a table and checks its keys.
 * @throws Failure NoTable when there is no such table, OtherTable when it has other keys
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
    describe: () => describe(client, table),
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
      `The keys of the table ${TableName} are ${keys}, not the strings ${wanted}: name Take It's own table.`,
    );
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new Failure(
      'NoTable',
      `There is no table ${TableName} in this region and account: check --table and --region.`,
    );
  }
}

async function describe(client: DynamoDBClient, TableName: string): Promise<Described> {
  const [{ Table: table = {} }, { TimeToLiveDescription: timeToLive }] = await Promise.all([
    client.send(new DescribeTableCommand({ TableName })),
    client.send(new DescribeTimeToLiveCommand({ TableName })),
  ]);
  return { table, timeToLive };
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
      if (signal.aborted)
        throw new Failure('Stopped', 'The run was stopped while it read the table: nothing was written.');
      for (const item of Items) take(toItem(item));
    }
  });
  await Promise.all(segments);
}

/** Writes repairs in one transaction. If the condition of one fails, the others are written without it. */
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

/** DynamoDB does not say which repair it rejects, so each is written separately. */
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
 * Writes all or nothing, with several attempts when others conflict.
 * @returns the positions whose conditions failed (none: it is written), or `refused` when DynamoDB rejects the request
 *   itself, for example because it is too large
 * @throws the other errors of DynamoDB, and the last conflict
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
      if (tries === MOST_TRIES || !codes.every((code) => TRANSIENT.includes(code))) throw error;
    }
    await backOff(tries);
  }
}
