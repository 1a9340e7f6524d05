import { randomUUID } from 'node:crypto';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';

import {
  accountKey,
  contactsKey,
  CREATED,
  halfKey,
  HALVES,
  type Key,
  otherParty,
  tripKeyOf,
} from '../../domain/keys.ts';
import type { BigAccount, HeldRequest } from '../../test/support/removal/bigAccount.ts';

type Known = Pick<BigAccount, 'trips' | 'requests'>;
type Writes = object[];

/** The number of concurrent calls, as in the removal itself. */
const WIDTH = 4;
/** The number of requests that one transaction closes or anonymizes. */
const TOGETHER = { closing: 20, anonymizing: 33 };

/** Marks an account as being removed, reads its partition, removes its records, and leaves a tombstone. */
export async function removeAccount(dynamodb: DynamoDBDocumentClient, TableName: string, userId: string) {
  const keys: Key[] = [];
  let last: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await dynamodb.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'username = :me',
        ExpressionAttributeValues: { ':me': userId },
        ConsistentRead: true,
        ExclusiveStartKey: last,
      }),
    );
    keys.push(...((page.Items ?? []) as Key[]));
    last = page.LastEvaluatedKey;
  } while (last);
  const mark = (attribute: 'removing' | 'removed') => ({ ...accountKey(userId), [attribute]: 1 });
  await dynamodb.send(new PutCommand({ TableName, Item: mark('removing') }));
  await removeKnown(dynamodb, TableName, userId, sorted(keys));
  await dynamodb.send(new DeleteCommand({ TableName, Key: contactsKey(userId) }));
  await dynamodb.send(new PutCommand({ TableName, Item: mark('removed') }));
}

/** Sorts an account's records into trips and requests. */
function sorted(keys: readonly Key[]): Known {
  const isTrip = new RegExp(`^${CREATED}$`);
  return {
    trips: keys.filter(({ created }) => isTrip.test(created)).map(({ username, created }) => ({ username, created })),
    requests: keys.flatMap(({ username, created }) => {
      const [prefix = '', tripid = '', other = ''] = created.split('_');
      const half = HALVES[`${prefix}_`];
      if (!half) return [];
      const [traveler, requester] = half.party === 'traveler' ? [username, other] : [other, username];
      return [{ pair: { tripid, traveler, requester }, ...half }];
    }),
  };
}

/**
 * The minimum of writes for the removal of an account: TransactWriteItems for open requests and BatchWriteItem for the
 * rest, without reads and checks.
 */
export async function removeKnown(
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
  userId: string,
  { requests, trips }: Known,
): Promise<void> {
  const open = requests.filter(({ status }) => status === 'PENDING' || status === 'ACCEPTED');
  const closed = requests.filter(({ status }) => status === 'DECLINED' || status === 'CANCELLED');
  const deletion = async (keys: readonly Key[]) => {
    await forEachConcurrent(keys, 25, async (group) => {
      const DeleteRequests = group.map((key) => ({ DeleteRequest: { Key: { ...key } } }));
      await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: DeleteRequests } }));
    });
  };
  const transactions = async (size: number, writesOf: (table: string, one: HeldRequest) => Writes) => {
    await forEachConcurrent(open, size, async (group) => {
      const TransactItems = group.flatMap((one) => writesOf(TableName, one));
      await dynamodb.send(new TransactWriteCommand({ TransactItems }));
    });
  };
  await deletion(trips);
  await transactions(TOGETHER.closing, closing);
  await transactions(TOGETHER.anonymizing, anonymizing);
  await deletion(
    closed.flatMap(({ pair, status }) => [halfKey('traveler', status, pair), halfKey('requester', status, pair)]),
  );
  await deletion([accountKey(userId)]);
}

function closing(TableName: string, { pair, party, status }: HeldRequest): Writes {
  const other = otherParty(party);
  const isAccepted = status === 'ACCEPTED' && party === 'requester';
  const half = {
    ...pair,
    items: { Clothes: 2 },
    revision: 3,
    reason: 'ACCOUNT_REMOVED',
    note: 'Two coats. '.repeat(15),
  };
  const givenBack = {
    Update: {
      TableName,
      Key: tripKeyOf(pair),
      UpdateExpression: 'SET allowed.Clothes.#free = allowed.Clothes.#free + :kg',
      ExpressionAttributeNames: { '#free': 'free' },
      ExpressionAttributeValues: { ':kg': 2 },
    },
  };
  return [
    ...[party, other].map((side) => ({ Put: { TableName, Item: { ...half, ...halfKey(side, 'CANCELLED', pair) } } })),
    ...[party, other].map((side) => ({ Delete: { TableName, Key: halfKey(side, status, pair) } })),
    ...(isAccepted ? [givenBack] : []),
  ];
}

function anonymizing(TableName: string, { pair, party }: HeldRequest): Writes {
  const other = otherParty(party);
  const alone = { ...pair, [party]: `removed-${randomUUID()}` };
  return [
    ...[party, other].map((side) => ({ Delete: { TableName, Key: halfKey(side, 'CANCELLED', pair) } })),
    { Put: { TableName, Item: { ...alone, items: { Clothes: 2 }, ...halfKey(other, 'CANCELLED', alone) } } },
  ];
}

async function forEachConcurrent<Value>(
  values: readonly Value[],
  size: number,
  work: (group: Value[]) => Promise<void>,
) {
  const groups = Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
    values.slice(at * size, (at + 1) * size),
  );
  const next = groups.values();
  await Promise.all(
    Array.from({ length: WIDTH }, async () => {
      for (const group of next) await work(group);
    }),
  );
}
