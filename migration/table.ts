import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  PutItemCommand,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { backOff } from '../functions/lib/patience.ts';
import { TABLE } from '../resolvers/lib/keys.ts';
import { Failure } from './failure.ts';
import { type Item, toItem } from './item.ts';
import { type Repair, writesOf } from './repair.ts';

/** How many parts of the table are read at once. */
const SEGMENTS = 4;
/** How often what other transactions stand in the way of is tried. */
const MOST_TRIES = 10;

export interface Place {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
}

/** The table, as the migration needs it. */
export interface Table {
  /** Hands on every item, in no order. */
  readonly readAll: (take: (item: Item) => void) => Promise<void>;
  /** Writes a repair whole, or not at all. */
  readonly write: (repair: Repair) => Promise<'written' | 'changed'>;
  readonly close: () => void;
}

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
    readAll: (take) => readAll(client, table, take),
    write: (repair) => write(client, writesOf(repair, table)),
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

async function readAll(client: DynamoDBClient, TableName: string, take: (item: Item) => void): Promise<void> {
  const segments = Array.from({ length: SEGMENTS }, async (_, Segment) => {
    const input = { TableName, Segment, TotalSegments: SEGMENTS, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client }, input)) for (const item of Items) take(toItem(item));
  });
  await Promise.all(segments);
}

/** @throws whatever else DynamoDB raises, and the last conflict */
async function write(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<'written' | 'changed'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await send(client, writes);
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'changed';
      const isCancelled = error instanceof TransactionCanceledException;
      const reasons = isCancelled ? (error.CancellationReasons ?? []) : [];
      if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return 'changed';
      if (!isConflict(error) || tries === MOST_TRIES) throw error;
    }
    await backOff(tries);
  }
}

/** Another transaction holds an item, or the table has no more throughput for now. */
function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
  const passing = ['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];
  return reasons.length > 0 && reasons.every(({ Code }) => passing.includes(Code ?? ''));
}

/** One item alone is written without a transaction, for half the price. */
async function send(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<void> {
  const [only, ...more] = writes;
  if (more.length === 0 && only?.Put) await client.send(new PutItemCommand(only.Put));
  else if (more.length === 0 && only?.Delete) await client.send(new DeleteItemCommand(only.Delete));
  else await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
}
