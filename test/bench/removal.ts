import { randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { accountKey, halfKey, type Key, otherParty, tripKeyOf } from '../../resolvers/lib/keys.ts';
import { readAssembly } from '../../local/assembly/assembly.ts';
import { deploy, localRegion } from '../../local/deploy/deploy.ts';
import { startCognito } from '../../local/engines/cognito/engine.ts';
import { startDynamoDb } from '../../local/engines/dynamodb/engine.ts';
import { aBigAccount, type BigAccount, type HeldRequest, storeAll } from '../support/bigAccount.ts';
import { takeItApp } from '../support/synthesize.ts';

/**
 * The removal of an account beside its floor, on the same store in one run, turn by turn: the bare writes that it can't do
 * without, TransactWriteItems for open requests and BatchWriteItem for the rest, with nothing read and nothing checked.
 */

/** Records in the account's partition, as the command line says. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000];
const ROUNDS = 3;
const WIDTH = 4;

// What the functions log would stand between the figures.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const region = localRegion();
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const engines = await Promise.all([startDynamoDb(), startCognito({ region })]);
const [store, pool] = engines;
const client = new DynamoDBClient({ region, endpoint: store.endpoint, credentials });
const cognito = new CognitoIdentityProviderClient({ region, endpoint: pool.endpoint, credentials });
const assembly = readAssembly(takeItApp('dev').app.synth().directory);
const { tables, userPools } = await deploy(assembly, {
  dynamodb: client,
  cognito: { client: cognito, endpoint: pool.endpoint },
});
const TableName = tables[0]?.name ?? '';
const dynamodb = DynamoDBDocumentClient.from(client);

// What Lambda would put into the functions' environment.
Object.assign(process.env, {
  TABLE_NAME: TableName,
  USER_POOL_ID: userPools[0]?.id,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: pool.endpoint,
});
const { Lease } = await import('../../functions/lib/removal/lease.ts');
const { remove } = await import('../../functions/lib/removal/remove.ts');

interface Turn {
  readonly seconds: number;
  /** The most memory in use beside what was before, in MB. */
  readonly megabytes: number;
}

async function timed(work: () => Promise<unknown>): Promise<Turn> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 20);
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  return { seconds, megabytes: (most - before) / 1024 / 1024 };
}

async function removed(userId: string): Promise<void> {
  const lease = await Lease.take(userId, Number.POSITIVE_INFINITY);
  const progress = lease && (await remove(lease));
  if (!progress?.isComplete) throw new Error('The account was not removed.');
}

/** The same writes as the removal makes, and no more. */
async function floor(userId: string, { requests, trips }: BigAccount): Promise<void> {
  const open = requests.filter(({ status }) => status === 'PENDING' || status === 'ACCEPTED');
  const closed = requests.filter(({ status }) => status === 'DECLINED' || status === 'CANCELLED');
  await inBatches(trips);
  await inTransactions(open, closing, 20);
  await inTransactions(open, parting, 33);
  await inBatches(
    closed.flatMap(({ pair, status }) => [halfKey('traveler', status, pair), halfKey('requester', status, pair)]),
  );
  await inBatches([accountKey(userId)]);
}

function closing({ pair, party, status }: HeldRequest) {
  const other = otherParty(party);
  const isAccepted = status === 'ACCEPTED' && party === 'requester';
  const half = {
    ...pair,
    items: { Clothes: 2 },
    revision: 3,
    reason: 'ACCOUNT_REMOVED',
    note: 'Two coats. '.repeat(15),
  };
  return [
    ...[party, other].map((side) => ({ Put: { TableName, Item: { ...half, ...halfKey(side, 'CANCELLED', pair) } } })),
    ...[party, other].map((side) => ({ Delete: { TableName, Key: halfKey(side, status, pair) } })),
    ...(isAccepted
      ? [
          {
            Update: {
              TableName,
              Key: tripKeyOf(pair),
              UpdateExpression: 'SET allowed.Clothes.#free = allowed.Clothes.#free + :kg',
              ExpressionAttributeNames: { '#free': 'free' },
              ExpressionAttributeValues: { ':kg': 2 },
            },
          },
        ]
      : []),
  ];
}

function parting({ pair, party }: HeldRequest) {
  const other = otherParty(party);
  const alone = { ...pair, [party]: `removed-${randomUUID()}` };
  return [
    ...[party, other].map((side) => ({ Delete: { TableName, Key: halfKey(side, 'CANCELLED', pair) } })),
    { Put: { TableName, Item: { ...alone, items: { Clothes: 2 }, ...halfKey(other, 'CANCELLED', alone) } } },
  ];
}

async function inTransactions(
  requests: readonly HeldRequest[],
  writesOf: (one: HeldRequest) => object[],
  size: number,
) {
  await inLanes(requests, size, async (group) => {
    await dynamodb.send(new TransactWriteCommand({ TransactItems: group.flatMap(writesOf) }));
  });
}

async function inBatches(keys: readonly Key[]): Promise<void> {
  await inLanes(keys, 25, async (group) => {
    const requests = group.map((Key) => ({ DeleteRequest: { Key: { ...Key } } }));
    await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
  });
}

async function inLanes<Thing>(things: readonly Thing[], size: number, work: (group: Thing[]) => Promise<void>) {
  const groups = Array.from({ length: Math.ceil(things.length / size) }, (_, at) =>
    things.slice(at * size, (at + 1) * size),
  );
  const next = groups.values();
  await Promise.all(
    Array.from({ length: WIDTH }, async () => {
      for (const group of next) await work(group);
    }),
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function compare(records: number): Promise<string> {
  const turns: { readonly floor: Turn; readonly removal: Turn }[] = [];
  for (let round = 0; round < (records > 20_000 ? 1 : ROUNDS); round += 1) {
    const one = async (work: (userId: string, account: BigAccount) => Promise<unknown>) => {
      const userId = randomUUID();
      const account = aBigAccount(userId, records);
      await storeAll(dynamodb, TableName, account.items);
      return timed(() => work(userId, account));
    };
    turns.push({ floor: await one(floor), removal: await one(removed) });
  }
  const [bare, whole] = [
    median(turns.map((turn) => turn.floor.seconds)),
    median(turns.map((turn) => turn.removal.seconds)),
  ];
  const memory = median(turns.map((turn) => turn.removal.megabytes));
  return [
    String(records).padStart(7),
    (records / bare).toFixed(0).padStart(9),
    (records / whole).toFixed(0).padStart(9),
    (whole / bare).toFixed(2).padStart(7),
    `${memory.toFixed(0)} MB`.padStart(9),
  ].join('  ');
}

print('records   floor/s  removal/s   ratio   memory\n');
await compare(500);
for (const size of SIZES) print(`${await compare(size)}\n`);
await Promise.all(engines.map((engine) => engine.close()));
client.destroy();
cognito.destroy();
