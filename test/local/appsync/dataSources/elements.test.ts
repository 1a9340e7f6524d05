import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { type Operations, operations } from '../../../support/host/operations.ts';
import { aDynamoDb, type TestDynamoDb } from '../../../support/table.ts';

let db: TestDynamoDb;
let on: Operations;
beforeAll(async () => {
  db = await aDynamoDb();
  on = operations(db);
});
afterEach(() => on.end());
afterAll(() => db.close());

const key = 'key: { id: { S: "ada" }, sort: { S: "trip1" } }';
const update = "update: { expression: 'SET a = :a', expressionValues: { ':a': { N: 1 } } }";
const ofTable = (content: string) => `tables: { [ctx.env.TABLE]: ${content} }`;
const query = "query: { expression: 'id = :id', expressionValues: { ':id': { S: 'ada' } } }";
const bare = '{ id: { S: "ada" }, sort: { S: "trip1" } }';

/** A valid request of each operation, without its last bracket. */
const requests = [
  ['GetItem', `${key}, consistentRead: true, projection: { expression: 'id' }`],
  ['PutItem', `${key}, attributeValues: {}, _version: null, customPartitionKey: null, populateIndexFields: false`],
  ['UpdateItem', `${key}, ${update}, condition: null`],
  ['DeleteItem', `${key}, _version: null`],
  ['Query', `${query}, index: null, nextToken: null, limit: 1, scanIndexForward: false, select: 'ALL_ATTRIBUTES'`],
  ['Scan', 'index: null, nextToken: null, limit: 1, filter: null, totalSegments: 1, segment: 0'],
  ['BatchGetItem', ofTable(`{ keys: [${bare}] }`)],
  ['BatchPutItem', ofTable(`[${bare}]`)],
  ['BatchDeleteItem', ofTable(`[${bare}]`)],
  ['TransactGetItems', `transactItems: [{ table: ctx.env.TABLE, ${key} }]`],
  ['TransactWriteItems', `transactItems: [{ table: ctx.env.TABLE, operation: 'PutItem', ${key} }]`],
] as const;

describe('a request for DynamoDB', () => {
  it.each(requests)('of %s may have every element that AWS defines', async (operation, content) => {
    const { error } = await on.operate(`{ version: '2018-05-29', operation: '${operation}', ${content} }`, []);
    expect(error).toBeUndefined();
  });

  it.each(requests)('of %s is rejected with another element', async (operation, content) => {
    const { error, table } = await on.operate(`{ operation: '${operation}', ${content}, returnValues: 'ALL_NEW' }`, []);
    expect(error).toMatchObject({
      errorType: 'MappingTemplate',
      message: "Unsupported element '$[returnValues]'.",
    });
    expect(await table.stored('ada', 'trip1')).toBeUndefined();
  });

  it.each([
    ['item', `{ operation: 'PutItem', ${key}, item: {} }`],
    ['scanIndexForward', "{ operation: 'Scan', scanIndexForward: true }"],
    ['attributeValues', `{ operation: 'UpdateItem', ${key}, ${update}, attributeValues: null }`],
  ])('is rejected with %s if its operation has no such element', async (name, request) => {
    const { error } = await on.operate(request, []);
    expect(error?.['message']).toBe(`Unsupported element '$[${name}]'.`);
  });

  it('is rejected with an element that only conditions in transactions have', async () => {
    const condition = "condition: { expression: 'attribute_exists(id)', returnValuesOnConditionCheckFailure: false }";
    const { error } = await on.operate(`{ operation: 'DeleteItem', ${key}, ${condition} }`, []);
    expect(error).toMatchObject({
      errorType: 'MappingTemplate',
      message: "Unsupported element '$[condition][returnValuesOnConditionCheckFailure]'.",
    });
  });

  it('with only a payload has no operation', async () => {
    const { error } = await on.operate('{ payload: { a: 1 } }', []);
    expect(error).toMatchObject({
      errorType: 'MappingTemplate',
      message: "Value for field '$[operation]' not found.",
    });
  });

  it('accepts null in NULL, and numbers or strings in N', async () => {
    const values = 'attributeValues: { a: { NULL: null }, b: { NULL: true }, c: { N: 1 }, d: { N: "1" } }';
    const { table, error } = await on.operate(`{ operation: 'PutItem', ${key}, ${values} }`, []);
    expect(error).toBeUndefined();
    expect(await table.stored('ada', 'trip1')).toEqual({ id: 'ada', sort: 'trip1', a: null, b: null, c: 1, d: 1 });
  });
});
