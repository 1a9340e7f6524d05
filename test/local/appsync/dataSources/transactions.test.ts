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

const ada = { id: 'ada', sort: '1', n: 1 };
const bob = { id: 'bob', sort: '1', n: 2 };
const key = (id: string, sort = '1') => `{ id: { S: '${id}' }, sort: { S: '${sort}' } }`;
const table = '[ctx.env.TABLE]';
const under = (name: string, value: unknown) => ({ [name]: value });

describe('BatchGetItem', () => {
  it('returns items in the order of the keys, null for missing ones', async () => {
    const tables = `{ ${table}: { keys: [${key('bob')}, ${key('eve')}, ${key('ada')}], consistentRead: true } }`;
    const { result, table: made } = await on.operate(`{ operation: 'BatchGetItem', tables: ${tables} }`, [ada, bob]);
    expect(result).toEqual({
      data: under(made.name, [bob, null, ada]),
      unprocessedKeys: under(made.name, []),
    });
  });

  it('keeps that order if a projection lacks the key', async () => {
    const projection = `{ expression: '#n, sort', expressionNames: { '#n': 'n' } }`;
    const tables = `{ ${table}: { keys: [${key('bob')}, ${key('ada')}], projection: ${projection} } }`;
    const { result, table: made } = await on.operate(`{ operation: 'BatchGetItem', tables: ${tables} }`, [ada, bob]);
    const items = [
      { n: 2, sort: '1' },
      { n: 1, sort: '1' },
    ];
    expect(result).toMatchObject({ data: under(made.name, items) });
  });
});

describe('BatchPutItem and BatchDeleteItem', () => {
  it('return the written items', async () => {
    const items = `[{ id: { S: 'ada' }, sort: { S: '1' }, n: { N: 1 } }, { id: { S: 'bob' }, sort: { S: '1' }, n: { N: 2 } }]`;
    const { result, table: made } = await on.operate(
      `{ operation: 'BatchPutItem', tables: { ${table}: ${items} } }`,
      [],
    );
    expect(result).toEqual({ data: under(made.name, [ada, bob]), unprocessedItems: under(made.name, []) });
    expect(await made.stored('bob', '1')).toEqual(bob);
  });

  it('return the deleted keys', async () => {
    const tables = `{ ${table}: [${key('ada')}, ${key('eve')}] }`;
    const { result, table: made } = await on.operate(`{ operation: 'BatchDeleteItem', tables: ${tables} }`, [ada]);
    const keys = [
      { id: 'ada', sort: '1' },
      { id: 'eve', sort: '1' },
    ];
    expect(result).toEqual({ data: under(made.name, keys), unprocessedKeys: under(made.name, []) });
    expect(await made.stored('ada', '1')).toBeUndefined();
  });

  it('fail as a whole if DynamoDB refuses them', async () => {
    const tables = `{ ${table}: [${key('ada')}, ${key('ada')}] }`;
    const { error } = await on.operate(`{ operation: 'BatchDeleteItem', tables: ${tables} }`, [ada]);
    expect(error?.['errorType']).toBe('DynamoDB:ValidationException');
  });
});

describe('TransactGetItems', () => {
  it('returns items in order, null for missing ones', async () => {
    const projection = `{ expression: 'n' }`;
    const items = `[{ table: ctx.env.TABLE, key: ${key('eve')} },
      { table: ctx.env.TABLE, key: ${key('bob')}, projection: ${projection} }]`;
    const { result } = await on.operate(`{ operation: 'TransactGetItems', transactItems: ${items} }`, [ada, bob]);
    expect(result).toEqual({ items: [null, { n: 2 }], cancellationReasons: null });
  });
});

describe('TransactWriteItems', () => {
  const write = (...entries: string[]) =>
    `{ operation: 'TransactWriteItems', transactItems: [${entries.map((each) => `{ table: ctx.env.TABLE, ${each} }`).join()}] }`;
  const put = (id: string, more = '') =>
    `operation: 'PutItem', key: ${key(id)}, attributeValues: { n: { N: 9 } } ${more}`;
  const absent = (more = '') => `, condition: { expression: 'attribute_not_exists(id)' ${more} }`;
  const none = { type: 'None', message: 'None' };
  const failed = { type: 'ConditionCheckFailed', message: 'The condition check failed.' };

  it('writes all items and returns the keys', async () => {
    const { result, table: made } = await on.operate(
      write(
        put('eve'),
        `operation: 'UpdateItem', key: ${key('ada')}, update: { expression: 'SET n = n + :n', expressionValues: { ':n': { N: 1 } } }`,
        `operation: 'DeleteItem', key: ${key('bob')}`,
        `operation: 'ConditionCheck', key: ${key('joe')} ${absent()}`,
      ),
      [ada, bob],
    );
    const keys = ['eve', 'ada', 'bob', 'joe'].map((id) => ({ id, sort: '1' }));
    expect(result).toEqual({ keys, cancellationReasons: null });
    expect(await made.stored('ada', '1')).toEqual({ ...ada, n: 2 });
    expect(await made.stored('bob', '1')).toBeUndefined();
    expect(await made.stored('eve', '1')).toEqual({ id: 'eve', sort: '1', n: 9 });
  });

  it('cancelled writes nothing and returns one reason per position', async () => {
    const { error, table: made } = await on.operate(write(put('eve'), put('ada', absent())), [ada]);
    expect(error).toMatchObject({
      errorType: 'DynamoDB:TransactionCanceledException',
      errorInfo: { keys: null, cancellationReasons: [none, { ...failed, item: ada }] },
    });
    expect(await made.stored('eve', '1')).toBeUndefined();
  });

  it('omits the item if the request says so', async () => {
    const quiet = absent(', returnValuesOnConditionCheckFailure: false');
    const { error } = await on.operate(write(put('ada', quiet)), [ada]);
    expect(error?.['errorInfo']).toEqual({ keys: null, cancellationReasons: [failed] });
  });

  it('names no item if none exists', async () => {
    const there = `, condition: { expression: 'attribute_exists(id)' }`;
    const { error } = await on.operate(write(put('eve', there)), []);
    expect(error?.['errorInfo']).toEqual({ keys: null, cancellationReasons: [failed] });
  });

  it('is cancelled, not rejected, for an update that its item does not allow', async () => {
    const update = `update: { expression: 'SET a.b = :n', expressionValues: { ':n': { N: 1 } } }`;
    const { error, table: made } = await on.operate(
      write(put('eve'), `operation: 'UpdateItem', key: ${key('ada')}, ${update}`),
      [ada],
    );
    const message = 'The document path provided in the update expression is invalid for update';
    expect(error).toMatchObject({
      errorType: 'DynamoDB:TransactionCanceledException',
      errorInfo: { keys: null, cancellationReasons: [none, { type: 'ValidationError', message }] },
    });
    expect(error?.['message']).toContain(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError]',
    );
    expect(await made.stored('eve', '1')).toBeUndefined();
  });

  it('accepts a condition as JSON text', async () => {
    const text = `, condition: '{"expression":"attribute_not_exists(id)","expressionNames":{},"expressionValues":{}}'`;
    const { error } = await on.operate(write(put('ada', text)), [ada]);
    expect(error?.['errorInfo']).toMatchObject({ cancellationReasons: [{ ...failed, item: ada }] });
  });

  it('fails without reasons if it is not a valid transaction', async () => {
    const { error } = await on.operate(write(put('ada'), put('ada')), [ada]);
    expect(error).toMatchObject({
      errorType: 'DynamoDB:ValidationException',
      errorInfo: { keys: null, cancellationReasons: null },
    });
  });

  it.each([
    ['an unknown operation', `operation: 'GetItem', key: ${key('ada')}`, "Unsupported operation 'GetItem'"],
    ['no key', `operation: 'DeleteItem'`, "Value for field '$[transactItems][0][key]' not found."],
    ['a check of nothing', `operation: 'ConditionCheck', key: ${key('ada')}`, '$[transactItems][0][condition]'],
    ['an update of nothing', `operation: 'UpdateItem', key: ${key('ada')}`, '$[transactItems][0][update]'],
  ])('is a MappingTemplate error for %s', async (_, entry, message) => {
    const { error } = await on.operate(write(entry), []);
    expect(error?.['errorType']).toBe('MappingTemplate');
    expect(error?.['message']).toContain(message);
  });
});

describe('ctx.error', () => {
  it('is dropped if the response handler ignores it; ctx.result has the reasons', async () => {
    const { result, error } = await on.respond(
      `{ operation: 'TransactWriteItems', transactItems: [{ table: ctx.env.TABLE, operation: 'ConditionCheck',
          key: ${key('eve')}, condition: { expression: 'attribute_exists(id)' } }] }`,
      '[ctx.error.type, ctx.result.cancellationReasons[0].type]',
    );
    expect(error).toBeUndefined();
    expect(result).toEqual(['DynamoDB:TransactionCanceledException', 'ConditionCheckFailed']);
  });
});

describe('sixteen concurrent transactions', () => {
  it('all get a response', async () => {
    const { run } = await on.operate(`{ operation: 'GetItem', key: ${key('ada')} }`, [ada]);
    const outcomes = await Promise.all(Array.from({ length: 160 }, () => run()));
    expect(outcomes.every(({ error }) => error === undefined)).toBe(true);
  });
});
