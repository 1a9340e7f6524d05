import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, contactsKey } from '../../../domain/keys.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { runCommand } from '../../support/commands.ts';
import { runHere } from '../../support/commandsHere.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { takeItApp } from '../../support/infra/synthesize.ts';
import { shared } from '../../support/shared/shared.ts';
import { aPerson } from '../../support/stories/people.ts';
import { tableOf } from '../../support/stories/storedItems.ts';

const { dynamodbEndpoint, cognitoEndpoint, userPoolId, region, credentials } = await shared('takeIt');
const MAIN = 'infra/commands/restore.ts';
const TIMES = ['table', '--from', 'OLD', '--to', 'NEW', '--at', '2026-11-29T12:00:00Z'];

/** Runs `npm run restore` to its end. */
function restore(args: readonly string[], endpoint = dynamodbEndpoint) {
  return runHere(MAIN, args, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognitoEndpoint,
    TAKE_IT_RESTORE_POLL: '5',
  });
}

describe('npm run restore', () => {
  it('says how it is used', async () => {
    const { status, printed } = await runCommand(MAIN, ['--help']);
    expect(status).toBe(0);
    for (const command of ['table', 'api', 'orphans', 'release']) expect(printed).toContain(`restore -- ${command}`);
  });

  it.each([
    ['no command', [], 'A command is missing.'],
    ['an unknown command', ['everything'], 'There is no command "everything".'],
    ['a missing option', ['table', '--from', 'A'], '"table" needs --to.'],
    ['a time without an offset', [...TIMES.slice(0, -1), '2026-11-29T12:00'], '--at must be a time with an offset, '],
    ['a table that is not there', TIMES, 'There is no table OLD.'],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const { status, printed, complained } = await restore(args);
    expect([status, printed]).toEqual([1, '']);
    expect(complained.slice(0, sentence.length)).toBe(sentence);
    expect(complained).toMatch(/\nSee npm run restore -- --help\n$/);
  });
});

/** DynamoDB Local, and what it lacks: restoring takes a while, and backups can be switched on. */
class Restoring {
  readonly operations: string[] = [];
  url = '';
  #creating = 0;
  #backups = 'DISABLED';
  readonly #client = new DynamoDBClient({ endpoint: dynamodbEndpoint, region, credentials });
  readonly #server = createServer((request, response) => {
    void (async () => {
      const body = (await buffer(request)).toString();
      const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
      this.operations.push(operation);
      const answer =
        (await this.#answer(operation, JSON.parse(body) as Record<string, never>)) ??
        (await forward(request.headers, body));
      response
        .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
        .end(this.#delay(operation, answer.text));
    })();
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    this.#client.destroy();
  }

  async #answer(operation: string, input: Readonly<Record<string, string>>) {
    if (operation === 'RestoreTableToPointInTime') {
      const { SourceTableName = '', TargetTableName = '' } = input;
      const { Table } = await this.#client.send(new DescribeTableCommand({ TableName: SourceTableName }));
      await this.#client.send(
        new CreateTableCommand(aTable(TargetTableName, Table?.GlobalSecondaryIndexes?.length === 1)),
      );
      this.#creating = 3;
      return { status: 200, text: '{}' };
    }
    if (operation === 'UpdateContinuousBackups') this.#backups = 'ENABLED';
    if (!operation.endsWith('ContinuousBackups')) return null;
    const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus: this.#backups };
    return { status: 200, text: JSON.stringify({ ContinuousBackupsDescription: { PointInTimeRecoveryDescription } }) };
  }

  /** A table that has just been restored is not usable yet. */
  #delay(operation: string, answer: string): string {
    if (operation !== 'DescribeTable' || this.#creating === 0) return answer;
    this.#creating -= 1;
    return answer.replace(this.#creating > 0 ? '"TableStatus":"ACTIVE"' : '"IndexStatus":"ACTIVE"', (found) =>
      found.replace('ACTIVE', 'CREATING'),
    );
  }
}

async function forward(headers: Readonly<Record<string, string | string[] | undefined>>, body: string) {
  const kept = { 'x-amz-target': String(headers['x-amz-target']), authorization: String(headers['authorization']) };
  const sent = { ...kept, 'content-type': 'application/x-amz-json-1.0' };
  const answer = await fetch(dynamodbEndpoint, { method: 'POST', headers: sent, body });
  return { status: answer.status, text: await answer.text() };
}

function aTable(TableName: string, isIndexed = true): CreateTableCommandInput {
  const attributes = ['username', 'created', ...(isIndexed ? ['fromto'] : [])];
  const KeySchema = [{ AttributeName: 'fromto', KeyType: 'HASH' } as const];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'username', KeyType: 'HASH' },
      { AttributeName: 'created', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(isIndexed
      ? { GlobalSecondaryIndexes: [{ IndexName: 'route', KeySchema, Projection: { ProjectionType: 'ALL' } }] }
      : {}),
  };
}

describe('npm run restore -- table', () => {
  const aws = new Restoring();
  const client = new DynamoDBClient({ endpoint: dynamodbEndpoint, region, credentials });
  beforeAll(() => aws.start());
  afterAll(async () => {
    await aws.stop();
    client.destroy();
  });
  const names = () => ({ from: `Old-${randomUUID()}`, to: `New-${randomUUID()}` });
  const run = ({ from, to }: { from: string; to: string }) =>
    restore(['table', '--from', from, '--to', to, '--at', '2026-11-29T12:00:00Z'], aws.url);

  it('waits until the new table is usable, and sets what a restore leaves out', async () => {
    const { from, to } = names();
    await client.send(new CreateTableCommand(aTable(from)));
    const { status, printed, complained } = await run({ from, to });
    expect([status, complained]).toEqual([0, '']);
    expect(printed).toMatch(new RegExp(`${to} is ready: arn:.*${to}, stream arn:`));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: to }));
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: to }));
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'tstamp' });
    expect(aws.operations).toContain('UpdateContinuousBackups');

    aws.operations.length = 0;
    expect((await run({ from, to })).printed).toContain(`${to} already exists: skipping the restore.`);
    expect(aws.operations.filter((operation) => /^(Update|Restore)/.test(operation))).toEqual([]);
  });

  it('refuses a table with other indexes', async () => {
    const { from, to } = names();
    await client.send(new CreateTableCommand(aTable(from)));
    await client.send(new CreateTableCommand(aTable(to, false)));
    expect(await run({ from, to })).toMatchObject({
      status: 1,
      complained: expect.stringContaining(`The keys or indexes of ${to} differ from those of ${from}`) as string,
    });
  });
});

describe('npm run restore -- orphans', () => {
  let table: FunctionTable;
  beforeAll(async () => {
    table = await aFunctionTable(await shared('takeIt'));
  });
  afterAll(() => table.drop());

  it('lists people without a user, and begins their removal when it is asked to', async () => {
    const amira = await aPerson('Amira');
    const [gone, leaving] = [randomUUID(), randomUUID()];
    await table.storeAll([
      { ...contactsKey(amira.id), cname: 'Amira' },
      { ...contactsKey(gone), cname: 'Gone' },
      { ...contactsKey(leaving), cname: 'Leaving' },
      { ...accountKey(leaving), removing: 17 },
    ]);
    const place = ['orphans', '--table', table.name, '--pool', userPoolId, '--wait', '0'];
    expect(await restore(place)).toEqual({
      status: 0,
      complained: '',
      printed: `${gone}\n1 people have items and no user.\n`,
    });
    expect(await table.stored(accountKey(gone))).toBeUndefined();
    expect((await restore([...place, '--remove'])).printed).toContain('their removal has begun');
    const { stored } = tableOf({ ...(await shared('takeIt')), tableName: table.name });
    expect(await stored(accountKey(gone))).toMatchObject({
      removing: 1,
      touched: expect.any(String) as string,
      begun: expect.any(String) as string,
      userdeleted: expect.any(String) as string,
    });
    expect((await restore(place)).printed).toBe('0 people have items and no user.\n');
  });
});

describe('The synthesized templates', () => {
  const { app, data } = takeItApp('prod');
  const directory = temporaryDirectory();
  cpSync(app.synth().directory, directory, { recursive: true });
  const read = (stack: string) => readFileSync(join(directory, `${stack}.template.json`), 'utf8');

  it('of the API use the restored table alone', async () => {
    const { name } = { name: (await shared('takeIt')).tableName };
    const before = read('TakeItApi').match(/ExportsOutput\w*TablesMain\w*/g) ?? [];
    const { status, printed } = await restore(['api', '--to', name, '--assembly', directory]);
    expect([status, printed]).toEqual([0, expect.stringContaining(`uses ${name} in ${before.length} places.`)]);
    expect(before.length).toBeGreaterThan(5);
    expect(read('TakeItApi')).not.toMatch(/ExportsOutput\w*TablesMain/);
    expect(read('TakeItApi')).toMatch(/"EventSourceArn": "arn:[^"]*\/stream\//);
    expect(read('TakeItApi')).toContain(`"TABLE_NAME": "${name}"`);
  });

  it('of the data have no table any more, and all the rest', async () => {
    const before = JSON.parse(read('TakeItData')) as { Resources: object; Outputs: object };
    expect(await restore(['release', '--assembly', directory])).toMatchObject({ status: 0, complained: '' });
    expect(read('TakeItData')).not.toContain('TablesMain');
    const after = JSON.parse(read('TakeItData')) as { Resources: object; Outputs: object };
    expect(Object.keys(after.Resources)).toHaveLength(Object.keys(before.Resources).length - 1);
    expect(Object.keys(after.Outputs)).toHaveLength(Object.keys(before.Outputs).length - 3);
    expect(data.stackName).toBe('TakeItData-prod');
    expect(await restore(['release', '--assembly', directory])).toMatchObject({ status: 1 });
  });
});
