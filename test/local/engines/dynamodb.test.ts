import type { AttributeValue, CancellationReason, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import {
  CreateTableCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { aDynamoDb, type TestDynamoDb, type TestTable } from '../../support/table.ts';

let db: TestDynamoDb;
let table: TestTable;
beforeAll(async () => {
  db = await aDynamoDb();
});
afterAll(() => db.close());

const ada = { id: 'ada', sort: '1', name: 'Ada', n: 1, things: [1], city: 'Rome' };
const tooMuch = 'x'.repeat(410_000);
beforeEach(async () => {
  table = await db.table([ada]);
  return table.drop;
});

type Values = Record<string, AttributeValue>;
const key = (id: string): Values => ({ id: { S: id }, sort: { S: '1' } });
const put = (id: string, more: Values = {}): TransactWriteItem => ({
  Put: { TableName: table.name, Item: { ...key(id), ...more } },
});
const update = (UpdateExpression: string, values: Values, ConditionExpression?: string): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: key('ada'),
    UpdateExpression,
    ConditionExpression,
    ExpressionAttributeValues: values,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
const ifThere = (id: string): TransactWriteItem => ({
  ConditionCheck: { TableName: table.name, Key: key(id), ConditionExpression: 'attribute_exists(id)' },
});

const transact = (...TransactItems: TransactWriteItem[]) =>
  db.client.send(new TransactWriteItemsCommand({ TransactItems }));

/** Why a transaction was cancelled. */
async function reasons(...items: TransactWriteItem[]): Promise<CancellationReason[]> {
  const error: unknown = await transact(...items).catch((raised: unknown) => raised);
  if (!(error instanceof TransactionCanceledException)) throw new Error(`It was not cancelled: ${String(error)}`);
  const told = error.CancellationReasons ?? [];
  expect(error.message).toBe(
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${told.map(({ Code }) => Code).join(', ')}]`,
  );
  return told;
}

const none = { Code: 'None' };
const invalid = (Message: string) => ({ Code: 'ValidationError', Message });
const noPath = 'The document path provided in the update expression is invalid for update';
const one: Values = { ':x': { N: '1' } };

describe('a transaction is cancelled for an update that its item does not allow', () => {
  it.each<[string, string, Values, string]>([
    ['a path through what is not there', 'SET a.b.c = :x', one, noPath],
    ['a path through what is no map', 'SET things[0].b = :x', one, noPath],
    [
      'a sum with what is not there',
      'SET n = gone + :x',
      one,
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    ['a sum with a text', 'SET n = #name + :x', one, 'An operand in the update expression has an incorrect data type'],
    [
      'more than an item holds',
      'SET essay = :x',
      { ':x': { S: tooMuch } },
      'Item size to update has exceeded the maximum allowed size',
    ],
  ])('%s', async (_what, expression, values, message) => {
    const wrong = update(expression, values);
    if (expression.includes('#name'))
      Object.assign(wrong.Update ?? {}, { ExpressionAttributeNames: { '#name': 'name' } });
    expect(await reasons(put('eve'), wrong, put('bob'))).toEqual([none, invalid(message), none]);
    expect(await table.stored('eve', '1')).toBeUndefined();
    expect(await table.stored('ada', '1')).toEqual(ada);
  });

  it('with the reasons of its other items', async () => {
    expect(await reasons(ifThere('eve'), update('SET a.b = :x', one), ifThere('ada'))).toMatchObject([
      { Code: 'ConditionalCheckFailed' },
      invalid(noPath),
      none,
    ]);
  });

  it('unless its own condition fails, which counts first', async () => {
    const [reason] = await reasons(update('SET a.b = :x', one, 'attribute_not_exists(id)'));
    expect(reason).toMatchObject({ Code: 'ConditionalCheckFailed', Item: { name: { S: 'Ada' } } });
  });

  it('for any type of the key', async () => {
    await db.client.send(
      new CreateTableCommand({
        TableName: 'Numbered',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'no', KeyType: 'HASH' },
          { AttributeName: 'part', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'no', AttributeType: 'N' },
          { AttributeName: 'part', AttributeType: 'B' },
        ],
      }),
    );
    const Key = { no: { N: '1' }, part: { B: Buffer.from('x') } };
    const wrong = { TableName: 'Numbered', Key, UpdateExpression: 'SET a.b = :x', ExpressionAttributeValues: one };
    expect(await reasons({ Update: wrong })).toEqual([invalid(noPath)]);
  });
});

describe('a transaction is refused as a request', () => {
  it.each<[string, () => TransactWriteItem[], string]>([
    ['for a put of too much', () => [put('eve', { essay: { S: tooMuch } })], 'Item size has exceeded the maximum'],
    ['for an expression that is none', () => [update('SETT a = :x', one)], 'Invalid UpdateExpression: Syntax error'],
    ['for two writes to one item', () => [put('ada'), update('SET n = :x', one)], 'multiple operations on one item'],
    [
      'for an empty key',
      () => [put('')],
      'The AttributeValue for a key attribute cannot contain an empty string value. Key: id',
    ],
    [
      'for more than a hundred items',
      () => Array.from({ length: 101 }, (_, index) => put(`${index}`)),
      'Member must have length less than or equal to 100',
    ],
  ])('%s', async (_what, items, message) => {
    const error: unknown = await transact(...items()).catch((raised: unknown) => raised);
    expect(error).toMatchObject({ name: 'ValidationException', message: expect.stringContaining(message) as unknown });
  });
});

describe("an index's key", () => {
  const mismatch = (actual: string) =>
    `One or more parameter values were invalid: Type mismatch for Index Key city Expected: S Actual: ${actual} IndexName: byCity`;

  it.each<[string, AttributeValue, string]>([
    ['SET city = :x', { N: '1' }, 'N'],
    ['SET n = :x, city=:x', { NULL: true }, 'NULL'],
    ['REMOVE n SET #c = :x', { BOOL: true }, 'BOOL'],
    ['SET elsewhere = #c ADD #c :x', { N: '1' }, 'N'],
    ['SET city = :x', { L: [] }, 'L'],
  ])('is given no other type by %s', async (UpdateExpression, value, actual) => {
    const names = UpdateExpression.includes('#c') ? { ExpressionAttributeNames: { '#c': 'city' } } : {};
    const input = {
      TableName: table.name,
      Key: key('ada'),
      UpdateExpression,
      ExpressionAttributeValues: { ':x': value },
      ...names,
    };
    await expect(db.client.send(new UpdateItemCommand(input))).rejects.toMatchObject({
      name: 'ValidationException',
      message: mismatch(actual),
    });
    expect(await reasons(put('eve'), { Update: input })).toEqual([none, invalid(mismatch(actual))]);
    expect(await table.stored('ada', '1')).toEqual(ada);
    expect(await table.stored('eve', '1')).toBeUndefined();
  });

  it('is given another value of its type, beside attributes of such a name elsewhere', async () => {
    await transact(update('SET city = :c, m = :m', { ':c': { S: 'Oslo' }, ':m': { M: {} } }));
    await transact(update('SET m.city = :x, n = :x, city = if_not_exists(city, :x)', one));
    expect(await table.stored('ada', '1')).toEqual({ ...ada, city: 'Oslo', m: { city: 1 } });
  });
});
