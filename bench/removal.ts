import { randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

import { readAssembly } from '../local/assembly/assembly.ts';
import { deploy } from '../local/deploy/deploy.ts';
import { localRegion } from '../local/deploy/region.ts';
import { startCognito } from '../local/engines/cognito/engine.ts';
import { startDynamoDb } from '../local/engines/dynamodb/engine.ts';
import { takeItApp } from '../test/support/infra/synthesize.ts';
import { aBigAccount, type BigAccount, storeAll } from '../test/support/removal/bigAccount.ts';
import { removeKnown } from './floor/removeAccount.ts';
import { median } from './lib/median.ts';

/**
 * Compares the removal of an account with its floor, on the same store in one run, turn by turn. The floor is the
 * minimum of writes: TransactWriteItems for open requests and BatchWriteItem for the rest, without reads and checks.
 */

/** The number of records in the account's partition, from the command line. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000, 10_000];
const ROUNDS = 3;

// The functions' log lines would mix with the figures.
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

// The environment variables that Lambda would set.
Object.assign(process.env, {
  TABLE_NAME: TableName,
  USER_POOL_ID: userPools[0]?.id,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: pool.endpoint,
});
const { Lease } = await import('../functions/lib/removal/lease.ts');
const { remove } = await import('../functions/lib/removal/remove.ts');

interface Turn {
  readonly seconds: number;
  /** The maximum memory use during the turn, in MB above the use before it. */
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

async function compare(records: number): Promise<string> {
  const turns: { readonly floor: Turn; readonly removal: Turn }[] = [];
  for (let round = 0; round < (records > 20_000 ? 1 : ROUNDS); round += 1) {
    const one = async (work: (userId: string, account: BigAccount) => Promise<unknown>) => {
      const userId = randomUUID();
      const account = aBigAccount(userId, records);
      await storeAll(dynamodb, TableName, account.items);
      return timed(() => work(userId, account));
    };
    turns.push({
      floor: await one((userId, account) => removeKnown(dynamodb, TableName, userId, account)),
      removal: await one(removed),
    });
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
