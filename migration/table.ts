import {
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { backOff } from '../functions/lib/patience.ts';
import { TABLE } from '../resolvers/lib/keys.ts';
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
  /** Hands on every item, in no order. */
  readonly readAll: (take: (item: Item) => void) => Promise<void>;
  /** Writes each of these repairs whole, or not at all, and answers with those whose items had changed. */
  readonly write: (repairs: readonly Repair[]) => Promise<ReadonlySet<Repair>>;
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

async function readAll(client: DynamoDBClient, TableName: string, take: (item: Item) => void): Promise<void> {
  const segments = Array.from({ length: SEGMENTS }, async (_, Segment) => {
    const input = { TableName, Segment, TotalSegments: SEGMENTS, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client }, input)) for (const item of Items) take(toItem(item));
  });
  await Promise.all(segments);
}

/** Of repairs that go together, one whose conditions fail is left out, and the others are tried again. */
async function write(client: DynamoDBClient, TableName: string, repairs: readonly Repair[]): Promise<Set<Repair>> {
  const refused = new Set<Repair>();
  for (let waiting = repairs; waiting.length > 0; waiting = waiting.filter((repair) => !refused.has(repair))) {
    const pieces = piecesOf(waiting, TableName);
    const failed = await transact(
      client,
      pieces.map((piece) => piece.write),
    );
    if (failed.length === 0) break;
    for (const at of failed) for (const repair of pieces[at]?.owners ?? []) refused.add(repair);
  }
  return refused;
}

/**
 * @returns the positions whose conditions failed; none: it is written
 * @throws whatever else DynamoDB raises, and the last conflict
 */
async function transact(client: DynamoDBClient, writes: TransactWriteItem[]): Promise<number[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      return [];
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? '');
      const failed = [...codes.keys()].filter((at) => codes[at] === 'ConditionalCheckFailed');
      if (failed.length > 0) return failed;
      if (tries === MOST_TRIES || !codes.every((code) => PASSING.includes(code))) throw error;
    }
    await backOff(tries);
  }
}
