import { AdminCreateUserCommand, AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { BatchWriteItemCommand, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Value } from '../../../local/assembly/template.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { aResource, noticeBoard, writeAssembly } from '../../support/assemblies.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';

const schema = `
  type Query { notices(ids: [ID!]!): AWSJSON  pair: AWSJSON }
  type Mutation { pin(id: ID!): AWSJSON  pinBoth: AWSJSON  pinAll(ids: [ID!]!): AWSJSON  work(task: String!, id: ID!): AWSJSON }`;

/** The code of a resolver that makes a request and returns its result and its error. */
const showing = (request: string) => `
  import { util } from '@aws-appsync/utils';
  export function request(ctx) { return ${request}; }
  export function response(ctx) {
    return ctx.error ? { error: ctx.error.type, result: ctx.result } : { result: ctx.result };
  }`;
const key = (id: string) => `util.dynamodb.toMapValues({ id: ${id} })`;
const entry = (id: string, more: string) => `{ table: 'Board-Notices', key: ${key(id)}${more} }`;
const all = (ids: string) => `ctx.args.${ids}.map((id) => (${key('id')}))`;

const invoke = "{ operation: 'Invoke', payload: ctx.args }";
const resolvers: Readonly<Record<string, string>> = {
  'Query.notices': `{ operation: 'BatchGetItem', tables: { 'Board-Notices': { keys: ${all('ids')} } } }`,
  'Query.pair': `{ operation: 'TransactGetItems', transactItems: [${entry("'left'", '')}, ${entry("'right'", '')}] }`,
  'Mutation.pin': `{ operation: 'PutItem', key: ${key('ctx.args.id')} }`,
  'Mutation.pinBoth': `{ operation: 'TransactWriteItems', transactItems: [
    ${entry("'left'", ", operation: 'PutItem'")}, ${entry("'right'", ", operation: 'PutItem'")}] }`,
  'Mutation.pinAll': `{ operation: 'BatchPutItem', tables: { 'Board-Notices': ${all('ids')} } }`,
};

const worker = `
  const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
  const { AdminDeleteUserCommand, CognitoIdentityProviderClient } = require('@aws-sdk/client-cognito-identity-provider');
  const tables = new DynamoDBClient();
  const pools = new CognitoIdentityProviderClient();
  const tasks = {
    pin: (id) => tables.send(new PutItemCommand({ TableName: 'Board-Notices', Item: { id: { S: id } } })),
    dismiss: (id) => pools.send(new AdminDeleteUserCommand({ UserPoolId: process.env.POOL, Username: id })),
  };
  exports.main = async ({ task, id }) => {
    try {
      const { $metadata } = await tasks[task](id);
      return { attempts: $metadata.attempts };
    } catch (error) {
      return { error: error.name, class: error.constructor.name, attempts: error.$metadata.attempts };
    }
  };`;

function assembly(): string {
  const apiId = { 'Fn::GetAtt': ['Api', 'ApiId'] };
  const resolver = (field: string, source: Value, code: string) => {
    const [TypeName = '', FieldName = ''] = field.split('.');
    const Runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };
    const properties = { ApiId: apiId, TypeName, FieldName, DataSourceName: source, Code: code, Kind: 'UNIT', Runtime };
    return aResource('AWS::AppSync::Resolver', properties);
  };
  const { Resources } = noticeBoard({
    Api: aResource('AWS::AppSync::GraphQLApi', { Name: 'Board', AuthenticationType: 'API_KEY' }),
    Key: aResource('AWS::AppSync::ApiKey', { ApiId: apiId }),
    Schema: aResource('AWS::AppSync::GraphQLSchema', { ApiId: apiId, Definition: schema }),
    Worker: aResource('AWS::Lambda::Function', {
      Code: { ZipFile: worker },
      Environment: { Variables: { POOL: { Ref: 'People' } } },
      Handler: 'index.main',
      MemorySize: 256,
      Timeout: 20,
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Runtime: 'nodejs22.x',
    }),
    Working: aResource('AWS::AppSync::DataSource', {
      ApiId: apiId,
      Name: 'working',
      Type: 'AWS_LAMBDA',
      LambdaConfig: { LambdaFunctionArn: { 'Fn::GetAtt': ['Worker', 'Arn'] } },
    }),
    Work: resolver('Mutation.work', { 'Fn::GetAtt': ['Working', 'Name'] }, showing(invoke)),
    ...Object.fromEntries(
      Object.entries(resolvers).map(([field, request]) => [
        field.replace('.', ''),
        resolver(field, { 'Fn::GetAtt': ['Table', 'Name'] }, showing(request)),
      ]),
    ),
  });
  // Fields of the other schema.
  const rest = Object.entries(Resources ?? {}).filter(([id]) => !['Echo', 'Read', 'Write'].includes(id));
  return writeAssembly({ Board: { Resources: Object.fromEntries(rest) } });
}

const faults = createFaults();
let host: Host;
beforeAll(async () => {
  host = await startSharingHost({ assembly: assembly(), faults });
});
afterAll(() => host.close());
beforeEach(async () => {
  faults.clear();
  const { Items = [] } = await host.dynamodb.send(new ScanCommand({ TableName: 'Board-Notices' }));
  if (Items.length === 0) return;
  const RequestItems = { 'Board-Notices': Items.map((Key) => ({ DeleteRequest: { Key } })) };
  await host.dynamodb.send(new BatchWriteItemCommand({ RequestItems }));
});

interface Shown {
  readonly error?: string;
  readonly result: unknown;
}

/** Queries one field; returns what its resolver got. */
async function ask(field: string, operation: 'query' | 'mutation' = 'mutation'): Promise<Shown> {
  const headers = { 'x-api-key': host.api.apiKeys?.[0] ?? '' };
  const body = JSON.stringify({ query: `${operation} { it: ${field} }` });
  const answer = (await (await fetch(host.url, { method: 'POST', headers, body })).json()) as { data: { it: string } };
  return JSON.parse(answer.data.it) as Shown;
}

const work = async (task: 'pin' | 'dismiss', id: string) => (await ask(`work(task: "${task}", id: "${id}")`)).result;

async function isThere(id: string): Promise<boolean> {
  const command = new GetItemCommand({ TableName: 'Board-Notices', Key: { id: { S: id } }, ConsistentRead: true });
  return (await host.dynamodb.send(command)).Item !== undefined;
}

const none = { type: 'None', message: 'None' };
const conflicting = { type: 'TransactionConflict', message: 'Transaction is ongoing for the item' };

describe('a transaction that conflicts', () => {
  it.each([
    [0, [conflicting, none]],
    [1, [none, conflicting]],
  ])('at position %i is cancelled once, with that reason and without effect', async (position, reasons) => {
    faults.add({ fault: 'conflict', position });
    const { error, result } = await ask('pinBoth');
    expect(error).toBe('DynamoDB:TransactionCanceledException');
    expect(result).toEqual({ keys: null, cancellationReasons: reasons });
    expect(await isThere('left')).toBe(false);
    expect(await ask('pinBoth')).toMatchObject({ result: { cancellationReasons: null } });
    expect(await isThere('right')).toBe(true);
  });

  it('may be a transaction that reads', async () => {
    faults.add({ operation: 'TransactGetItems', fault: 'conflict' });
    await ask('pinBoth');
    expect(await ask('pair', 'query')).toEqual({
      error: 'DynamoDB:TransactionCanceledException',
      result: { items: null, cancellationReasons: [conflicting, none] },
    });
  });

  it('also makes a write of one item fail', async () => {
    faults.add({ operation: 'PutItem', fault: 'conflict' });
    expect((await ask('pin(id: "held")')).error).toBe('DynamoDB:TransactionConflictException');
    expect(await isThere('held')).toBe(false);
  });

  it('affects only calls that have the position', async () => {
    const conflict = faults.add({ fault: 'conflict', position: 2 });
    await ask('pin(id: "a")');
    expect(await ask('pinBoth')).not.toHaveProperty('error');
    expect(conflict.hits()).toBe(0);
  });
});

describe('a call of the API', () => {
  it.each([
    ['throttled', undefined, 'DynamoDB:ProvisionedThroughputExceededException', false],
    ['failed', 'before', 'DynamoDB:InternalServerError', false],
    ['failed', 'after', 'DynamoDB:InternalServerError', true],
  ] as const)('%s %s its effect fails in every attempt of the SDK', async (fault, when, error, isDone) => {
    const { hits } = faults.add(when === undefined ? { fault: 'throttled' } : { fault: 'failed', when });
    expect(await ask('pin(id: "a")')).toMatchObject({ error });
    expect(await isThere('a')).toBe(isDone);
    expect(hits()).toBe(1);
    expect(faults.calls()).toMatchObject([{ service: 'dynamodb', operation: 'PutItem', caller: 'api', fault }]);
    expect(await ask('pin(id: "a")')).not.toHaveProperty('error');
  });

  it("that fails in one attempt only succeeds in the SDK's next attempt", async () => {
    const { hits } = faults.add({ fault: 'failed', attempts: 1 });
    expect(await ask('pin(id: "a")')).not.toHaveProperty('error');
    expect(hits()).toBe(1);
  });

  it('is affected after `skip` calls and only `times` times', async () => {
    const { hits, remove } = faults.add({ operation: 'TransactWriteItems', fault: 'conflict', skip: 1, times: 2 });
    await ask('pin(id: "a")');
    const errors = [await ask('pinBoth'), await ask('pinBoth'), await ask('pinBoth'), await ask('pinBoth')];
    expect(errors.map(({ error }) => error !== undefined)).toEqual([false, true, true, false]);
    expect(hits()).toBe(2);
    remove();
  });

  it('is affected by one rule after the other, and by none after clear()', async () => {
    faults.add({ fault: 'conflict' });
    faults.add({ fault: 'failed', when: 'after' });
    faults.add({ fault: 'throttled' });
    expect(await ask('pinBoth')).toMatchObject({ error: 'DynamoDB:TransactionCanceledException' });
    expect(await ask('pinBoth')).toMatchObject({ error: 'DynamoDB:InternalServerError' });
    faults.clear();
    expect(await ask('pinBoth')).not.toHaveProperty('error');
    expect(faults.calls()).toHaveLength(1);
  });

  it('can run a function just before it or after it', async () => {
    const seen: boolean[] = [];
    const look = async () => seen.push(await isThere('a'));
    const before = faults.add({ operation: 'PutItem', fault: look });
    await ask('pin(id: "a")');
    faults.add({ operation: 'PutItem', fault: look, when: 'after' });
    await ask('pin(id: "a")');
    expect(seen).toEqual([false, true]);
    expect(await before.hit).toMatchObject({ operation: 'PutItem', fault: 'meanwhile' });
  });

  it('can be awaited, also after it was made', async () => {
    const second = faults.called({ operation: 'PutItem', skip: 1 });
    await ask('pin(id: "a")');
    await ask('pin(id: "b")');
    const isB = { input: { Item: { id: { S: 'b' } } } };
    expect(await second).toMatchObject(isB);
    expect(await faults.called({ where: ({ input }) => JSON.stringify(input).includes('"b"') })).toMatchObject(isB);
  });
});

describe('a call for a batch', () => {
  it('leaves the last writes unprocessed and does the others', async () => {
    faults.add({ fault: 'unprocessed', items: 2 });
    const { result } = await ask('pinAll(ids: ["a", "b", "c"])');
    expect(result).toEqual({
      data: { 'Board-Notices': [{ id: 'a' }, null, null] },
      unprocessedItems: { 'Board-Notices': [{ id: 'b' }, { id: 'c' }] },
    });
    expect([await isThere('a'), await isThere('b')]).toEqual([true, false]);
  });

  it('leaves the last reads unprocessed', async () => {
    await ask('pinAll(ids: ["a", "b"])');
    faults.add({ fault: 'unprocessed' });
    expect(await ask('notices(ids: ["a", "b"])', 'query')).toEqual({
      result: { data: { 'Board-Notices': [{ id: 'a' }, null] }, unprocessedKeys: { 'Board-Notices': [{ id: 'b' }] } },
    });
  });

  it('is throttled if it would process nothing', async () => {
    faults.add({ fault: 'unprocessed', items: 2 });
    expect(await ask('pinAll(ids: ["a"])')).toMatchObject({
      error: 'DynamoDB:ProvisionedThroughputExceededException',
    });
    expect(await isThere('a')).toBe(false);
  });
});

describe('a call of a function', () => {
  it('is distinguished from a call of the API', async () => {
    faults.add({ caller: 'Board-Worker*', fault: 'throttled' });
    expect(await ask('pin(id: "a")')).not.toHaveProperty('error');
    const name = 'ProvisionedThroughputExceededException';
    expect(await work('pin', 'b')).toEqual({ error: name, class: name, attempts: 4 });
    expect(faults.calls().map(({ operation, caller, fault }) => [operation, caller, fault])).toEqual([
      ['PutItem', 'api', undefined],
      ['Invoke', 'api', undefined],
      ['PutItem', 'Board-Worker', 'throttled'],
    ]);
    expect([await isThere('a'), await isThere('b')]).toEqual([true, false]);
  });

  it.each([
    ['throttled', undefined, 'TooManyRequestsException', true],
    ['failed', 'before', 'InternalErrorException', true],
    ['failed', 'after', 'InternalErrorException', false],
  ] as const)('to Cognito is %s %s its effect', async (fault, when, error, isLeft) => {
    const user = { UserPoolId: host.userPools[0]?.id, Username: `${fault}-${when ?? ''}@example.com` };
    await host.cognito.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS' }));
    const service = 'cognito-idp';
    faults.add(when === undefined ? { service, fault: 'throttled' } : { service, fault: 'failed', when });
    expect(await work('dismiss', user.Username)).toEqual({ error, class: error, attempts: 3 });
    const found = await host.cognito.send(new AdminGetUserCommand(user)).then(
      () => true,
      () => false,
    );
    expect(found).toBe(isLeft);
  });
});

it('does not affect or record calls that a test makes itself', async () => {
  faults.add({ fault: 'failed', times: 9 });
  expect(await isThere('a')).toBe(false);
  expect(faults.calls()).toEqual([]);
});

it('returns an error of DynamoDB unchanged', async () => {
  const tooMany = Array.from({ length: 26 }, (_, index) => `"${index}"`).join(', ');
  const { error } = await ask(`pinAll(ids: [${tooMany}])`);
  expect(error).toBe('DynamoDB:ValidationException');
});
