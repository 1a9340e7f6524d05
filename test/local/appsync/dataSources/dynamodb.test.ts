import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { type Operations, operations, outcomeOf } from '../../../support/host/operations.ts';
import { anApi, asking, served } from '../../../support/host/servedApi.ts';
import { aDynamoDb, type TestDynamoDb } from '../../../support/table.ts';

let db: TestDynamoDb;
let on: Operations;
beforeAll(async () => {
  db = await aDynamoDb();
  on = operations(db);
});
afterEach(() => on.end());
afterAll(() => db.close());

const trip = { id: 'ada', sort: 'trip1', city: 'Berlin', price: 12.5, free: { BAG: 3 } };
const key = '{ id: { S: "ada" }, sort: { S: "trip1" } }';
const operate = (request: string, items: readonly object[] = [trip]) => on.operate(request, items);

describe('GetItem', () => {
  it('returns the item, or null', async () => {
    expect((await operate(`{ operation: 'GetItem', key: ${key}, consistentRead: true }`)).result).toEqual(trip);
    expect((await operate(`{ operation: 'GetItem', key: ${key} }`, [])).result).toBeNull();
  });

  it('returns only what its projection names', async () => {
    const projection = `{ expression: '#p, #f.#b', expressionNames: { '#p': 'price', '#f': 'free', '#b': 'BAG' } }`;
    const { result } = await operate(`{ operation: 'GetItem', key: ${key}, projection: ${projection} }`);
    expect(result).toEqual({ price: 12.5, free: { BAG: 3 } });
  });
});

describe('values', () => {
  it('of every type are written and read, numbers as strings or as numbers', async () => {
    const values = `{
      s: { S: '' }, n: { N: 1.25 }, m: { N: '-3' }, t: { BOOL: true }, nothing: { NULL: true },
      list: { L: [{ S: 'a' }, { M: { deep: { N: 1 } } }] }, ss: { SS: ['b', 'a'] }, ns: { NS: [2, '1'] },
      b: { B: 'AQID' }, bs: { BS: ['AQID'] } }`;
    const put = `{ operation: 'PutItem', key: ${key}, attributeValues: ${values} }`;
    const { table, result } = await operate(put, []);
    const plain = { id: 'ada', sort: 'trip1', s: '', n: 1.25, m: -3, t: true, nothing: null, list: ['a', { deep: 1 }] };
    expect(result).toEqual({ ...plain, ss: ['b', 'a'], ns: [2, 1], b: 'AQID', bs: ['AQID'] });
    expect(await table.stored('ada', 'trip1')).toEqual({
      ...plain,
      ss: new Set(['a', 'b']),
      ns: new Set([1, 2]),
      b: new Uint8Array([1, 2, 3]),
      bs: new Set([new Uint8Array([1, 2, 3])]),
    });
  });

  it('without a type are a MappingTemplate error that gives their path', async () => {
    const { error } = await operate(`{ operation: 'GetItem', key: { id: 'ada', sort: { S: 'x' } } }`);
    expect(error).toMatchObject({
      errorType: 'MappingTemplate',
      message: "Expected JSON object for attribute value '$[key][id]' but got a 'STRING' instead.",
    });
  });
});

describe('a request object', () => {
  it.each([
    ['without operation', '{ payload: 1 }', "Value for field '$[operation]' not found."],
    ['that is null', 'null', "Value for field '$[operation]' not found."],
    ['without key', `{ operation: 'GetItem' }`, "Value for field '$[key]' not found."],
    ['of an unknown operation', `{ operation: 'BatchWriteItem' }`, "Unsupported operation 'BatchWriteItem'"],
    ['of Sync', `{ operation: 'Sync' }`, 'Sync belongs to conflict detection'],
    ['with a strategy that needs a Lambda', putIf(`conditionalCheckFailedHandler: { strategy: 'Custom' }`), "'Custom'"],
    ['of a type that is none', `{ operation: 'GetItem', key: { id: { toString: 'a' } } }`, "but got 'toString'"],
    ['without keys', `{ operation: 'BatchGetItem', tables: { T: { keys: [] } } }`, "'$[tables][T]' can't be empty"],
  ])('%s is a MappingTemplate error', async (_, request, message) => {
    const { error } = await operate(request);
    expect(error).toMatchObject({ errorType: 'MappingTemplate' });
    expect(error?.['message']).toContain(message);
  });

  it('that DynamoDB refuses fails with its exception as type', async () => {
    const { error } = await operate(`{ operation: 'GetItem', key: { id: { S: 'ada' } } }`);
    expect(error?.['errorType']).toBe('DynamoDB:ValidationException');
    expect(error?.['message']).toMatch(/ \(Service: DynamoDb, Status Code: 400, Request ID: .+\)$/);
  });

  function putIf(more: string): string {
    const condition = `{ expression: 'attribute_not_exists(id)', ${more} }`;
    return `{ operation: 'PutItem', key: ${key}, attributeValues: {}, condition: ${condition} }`;
  }
});

describe('PutItem', () => {
  const put = (condition: string, price = 12.5) => `{ operation: 'PutItem', key: ${key}, condition: ${condition},
    attributeValues: { city: { S: 'Berlin' }, price: { N: ${price} }, free: { M: { BAG: { N: 3 } } } } }`;
  const absent = `{ expression: 'attribute_not_exists(#id)', expressionNames: { '#id': 'id' } }`;

  it('fails on its condition and returns the stored item', async () => {
    const { error, table } = await operate(put(absent, 13));
    expect(error).toMatchObject({ errorType: 'DynamoDB:ConditionalCheckFailedException', errorInfo: trip });
    // aws-appsync-community#343 quotes the message.
    expect(error?.['message']).toMatch(
      /^The conditional request failed \(Service: DynamoDb, Status Code: 400, Request ID: [\w-]+\)$/,
    );
    expect(await table.stored('ada', 'trip1')).toEqual(trip);
  });

  it('succeeds if an equal item is already stored', async () => {
    expect(await operate(put(absent))).toMatchObject({ result: trip, error: undefined });
  });

  it.each([
    ['a set in another order is the same', new Set(['b', 'a']), `{ SS: ['a', 'b'] }`, true],
    ['a list in another order is not', ['b', 'a'], `{ L: [{ S: 'a' }, { S: 'b' }] }`, false],
    ['a text is no binary', ['AQID'], `{ L: [{ B: 'AQID' }] }`, false],
  ])('if %s', async (_what, stored, value, same) => {
    const wanted = `{ operation: 'PutItem', key: ${key}, condition: ${absent}, attributeValues: { value: ${value} } }`;
    const { error } = await operate(wanted, [{ id: 'ada', sort: 'trip1', value: stored }]);
    expect(error === undefined).toBe(same);
  });

  it('ignores the attributes of equalsIgnore in that comparison', async () => {
    const ignoring = `{ expression: 'attribute_not_exists(id)', equalsIgnore: ['price'] }`;
    expect(await operate(put(ignoring, 99))).toMatchObject({ result: trip, error: undefined });
  });

  it('also accepts its condition as JSON text', async () => {
    const { error } = await operate(put(`'{"expression":"attribute_not_exists(id)"}'`, 13));
    expect(error?.['errorType']).toBe('DynamoDB:ConditionalCheckFailedException');
  });
});

describe('UpdateItem', () => {
  const update = (condition: string) => `{ operation: 'UpdateItem', key: ${key}, condition: ${condition}, update: {
      expression: 'SET #p = #p + :one REMOVE city', expressionNames: { '#p': 'price' },
      expressionValues: { ':one': { N: 1 } } } }`;

  it('returns the item after the update', async () => {
    const { result } = await operate(update('null'));
    expect(result).toEqual({ id: 'ada', sort: 'trip1', price: 13.5, free: { BAG: 3 } });
  });

  it('merges the names and values of its condition', async () => {
    const condition = `{ expression: '#p < :limit', expressionNames: { '#p': 'price' },
      expressionValues: { ':limit': { N: '20' } } }`;
    expect((await operate(update(condition))).result).toMatchObject({ price: 13.5 });
  });

  it('fails if it would change the type of an index key', async () => {
    const update = `update: { expression: 'SET city = :c', expressionValues: { ':c': { N: 1 } } }`;
    const { error } = await operate(`{ operation: 'UpdateItem', key: ${key}, ${update} }`);
    expect(error).toMatchObject({
      errorType: 'DynamoDB:ValidationException',
      message: expect.stringContaining('Type mismatch for Index Key city Expected: S Actual: N') as unknown,
    });
  });

  it('fails on its condition even if the item has the new values', async () => {
    const { error } = await operate(update(`{ expression: 'attribute_not_exists(id)' }`));
    expect(error).toMatchObject({ errorType: 'DynamoDB:ConditionalCheckFailedException', errorInfo: trip });
  });
});

describe('DeleteItem', () => {
  it('returns the deleted item, or null', async () => {
    const { result, table, run } = await operate(`{ operation: 'DeleteItem', key: ${key} }`);
    expect(result).toEqual(trip);
    expect(await table.stored('ada', 'trip1')).toBeUndefined();
    expect(await run()).toEqual({ result: null, error: undefined });
  });

  it('with a condition succeeds if the item does not exist, and fails on another one', async () => {
    const remove = `{ operation: 'DeleteItem', key: ${key},
      condition: { expression: 'price = :p', expressionValues: { ':p': { N: 1 } } } }`;
    expect(await operate(remove, [])).toMatchObject({ result: null, error: undefined });
    expect((await operate(remove)).error).toMatchObject({ errorInfo: trip });
  });
});

describe('Query and Scan', () => {
  const trips = Array.from({ length: 5 }, (_, index) => ({ id: 'ada', sort: `trip${index}`, city: 'Cairo', n: index }));
  const query = (more: string) => `{ operation: 'Query', limit: 2, nextToken: ctx.args.args.token, ${more},
    query: { expression: 'id = :id', expressionValues: { ':id': { S: 'ada' } } } }`;
  const page = (result: unknown) =>
    result as { items: { n: number }[]; nextToken: string | null; scannedCount: number };

  it('return page by page until nextToken is null', async () => {
    const { run } = await operate(query('scanIndexForward: false'), trips);
    const seen: number[][] = [];
    let token: string | null = null;
    do {
      const { items, nextToken } = page((await run({ token })).result);
      seen.push(items.map(({ n }) => n));
      token = nextToken;
    } while (token !== null && seen.length < 9);
    expect(seen).toEqual([[4, 3], [2, 1], [0]]);
  });

  it('count before the filter, which may leave an empty page with a next one', async () => {
    const filter = `filter: { expression: 'n > :n', expressionValues: { ':n': { N: 3 } } }`;
    const { result } = await operate(query(filter), trips);
    expect(page(result)).toEqual({ items: [], nextToken: expect.any(String) as unknown, scannedCount: 2 });
  });

  it('read an index with a projection', async () => {
    const { result } = await operate(
      `{ operation: 'Query', index: 'byCity', projection: { expression: 'n' },
        query: { expression: 'city = :c', expressionValues: { ':c': { S: 'Cairo' } } } }`,
      trips,
    );
    expect(page(result).items).toHaveLength(5);
    expect(page(result).items[0]).toEqual({ n: expect.any(Number) as unknown });
  });

  it('scan with a filter and in segments', async () => {
    const { result } = await operate(
      `{ operation: 'Scan', totalSegments: 1, segment: 0,
        filter: { expression: 'n = :n', expressionValues: { ':n': { N: 4 } } } }`,
      trips,
    );
    expect(page(result)).toEqual({ items: [trips[4]], nextToken: null, scannedCount: 5 });
  });

  it('encrypt their position in the token, and reject a changed token', async () => {
    const { result, run } = await operate(query('select: null'), trips);
    const token = page(result).nextToken ?? '';
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('trip');
    const last = token.at(-3) === 'A' ? 'B' : 'A';
    const forged = token.slice(0, -3) + last + token.slice(-2);
    for (const wrong of [forged, 'AAAA', 'trip1', '']) {
      const { error } = await run({ token: wrong });
      expect(error?.['message']).toBe('Invalid pagination token given.');
    }
  });

  it('reject the token of another field or function', async () => {
    const table = await db.table(trips);
    const code = asking(query('select: null'));
    const own = `
      export function request() { return {}; }
      export function response(ctx) { return ctx.prev.result; }`;
    const parts = anApi({
      schema: 'type Query { a(args: AWSJSON): AWSJSON b(args: AWSJSON): AWSJSON c(args: AWSJSON): AWSJSON }',
      resolvers: {
        'Query.a': { on: 'table', code },
        'Query.b': { on: 'table', code },
        'Query.c': { code: own, functions: [{ on: 'table', code }] },
      },
      dataSources: new Map([['table', { type: 'AMAZON_DYNAMODB', name: 'table', tableName: table.name }]]),
    });
    const tokenSecret = new Uint8Array(32).fill(7);
    const api = await served(parts, { dynamodb: db.client, tokenSecret });
    const ask = async (field: string, token: string | null, of = api) => {
      const variables = { args: JSON.stringify({ token }) };
      const { body } = await of.ask({ query: `query ($args: AWSJSON) { run: ${field}(args: $args) }`, variables });
      return outcomeOf(body);
    };
    const token = page((await ask('a', null)).result).nextToken;
    expect((await ask('a', token)).error).toBeUndefined();
    expect((await ask('b', token)).error?.['message']).toBe('Invalid pagination token given.');
    expect((await ask('c', token)).error?.['message']).toBe('Invalid pagination token given.');
    const restarted = await served(parts, { dynamodb: db.client, tokenSecret });
    expect((await ask('a', token, restarted)).error).toBeUndefined();
    await api.close();
    await restarted.close();
  });
});

describe('a data source that does not answer', () => {
  it("ends its field at the request's timeout", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ region: 'eu-central-1', endpoint: `http://127.0.0.1:${port}`, credentials });
    const dataSources = new Map([['t', { type: 'AMAZON_DYNAMODB', name: 't', tableName: 'T' } as const]]);
    const resolvers = { 'Query.run': { on: 't', code: asking(`{ operation: 'GetItem', key: ${key} }`) } };
    const schema = 'type Query { run: AWSJSON, other: String }';
    const api = await served(anApi({ schema, resolvers, dataSources }), { dynamodb: client, requestMilliseconds: 100 });
    const { body } = await api.ask('{ run other }');
    expect(body.data).toEqual({ run: null, other: null });
    expect(body.errors).toEqual([
      expect.objectContaining({ errorType: 'ExecutionTimeout', message: 'Execution timed out.', path: ['run'] }),
    ]);
    await api.close();
    client.destroy();
    silent.closeAllConnections();
    silent.close();
  });

  it('is an error of the SDK if nothing listens', async () => {
    const dataSources = new Map([['t', { type: 'AMAZON_DYNAMODB', name: 't', tableName: 'T' } as const]]);
    const resolvers = { 'Query.run': { on: 't', code: asking(`{ operation: 'GetItem', key: ${key} }`) } };
    const api = await served(anApi({ schema: 'type Query { run: AWSJSON }', resolvers, dataSources }));
    const { body } = await api.ask('{ run }');
    expect(body.errors?.[0]).toMatchObject({ errorType: 'DynamoDB:SdkClientException' });
    await api.close();
  });
});
