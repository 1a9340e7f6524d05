import {
  type AttributeValue,
  BatchGetItemCommand,
  type ConsumedCapacity,
  CreateTableCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Item, itemSize } from '../../../bench/lib/units/itemSize.ts';
import { unitsOfGets, unitsOfIndexes, unitsOfQuery, unitsOfWrite } from '../../../bench/lib/units/requestUnits.ts';
import { aDynamoDb, type TestDynamoDb } from '../../support/table.ts';

let db: TestDynamoDb;
beforeAll(async () => {
  db = await aDynamoDb();
});
afterAll(() => db.close());

const capacity = { ReturnConsumedCapacity: 'INDEXES' } as const;
const alone = { inTransaction: false };

/** An item of this size, padded with text. */
function sized(size: number, more: Item = {}, id = 'one'): Item {
  const item = { id: { S: id }, sort: { S: 'a' }, ...more, text: { S: '' } };
  return { ...item, text: { S: 'x'.repeat(size - itemSize(item)) } };
}

const keyOf = ({ id, sort }: Item) => ({ id: id ?? { S: '' }, sort: sort ?? { S: '' } });

async function put(TableName: string, Item: Item): Promise<number | undefined> {
  const { ConsumedCapacity } = await db.client.send(new PutItemCommand({ TableName, Item, ...capacity }));
  return ConsumedCapacity?.Table?.CapacityUnits;
}

const values: Readonly<Record<string, AttributeValue>> = {
  text: { S: 'Zürich – 東京 🙂' },
  'small number': { N: '7' },
  zero: { N: '0' },
  'number of many digits': { N: '1732961762' },
  'odd digits': { N: '12345' },
  fraction: { N: '2.5' },
  'small fraction': { N: '0.001' },
  'negative number': { N: '-12.34' },
  'number with zeroes': { N: '120000' },
  'true and null': { L: [{ BOOL: true }, { NULL: true }] },
  bytes: { B: new Uint8Array([1, 2, 3]) },
  sets: { M: { S: { SS: ['one', 'three'] }, N: { NS: ['1', '22', '333'] } } },
  'empty collections': { M: { list: { L: [] }, map: { M: {} } } },
  'what a trip allows': {
    M: { Clothes: { M: { cost: { N: '3' }, kg: { N: '10' }, free: { N: '7.25' } } }, Bag: { M: { kg: { N: '1' } } } },
  },
};

describe('the size of an item equals the one that DynamoDB Local counts', () => {
  it.each(Object.entries(values))('with %s', async (name, value) => {
    const { name: table, drop } = await db.table();
    const more = { [name]: value };
    expect(await put(table, sized(1024, more))).toBe(1);
    expect(await put(table, sized(1025, more, 'two'))).toBe(2);
    await drop();
  });
});

describe('where DynamoDB Local is right, the calculation agrees with it:', () => {
  it.each([1, 1024, 1025, 3000])('writes of %i bytes', async (size) => {
    const { name, drop } = await db.table();
    const item = sized(Math.max(size, 40));
    expect(await put(name, item)).toBe(unitsOfWrite({ before: undefined, after: item }, alone));
    const smaller = sized(40);
    expect(await put(name, smaller)).toBe(unitsOfWrite({ before: item, after: smaller }, alone));
    await put(name, item);
    const deleted = await db.client.send(new DeleteItemCommand({ TableName: name, Key: keyOf(item), ...capacity }));
    expect(deleted.ConsumedCapacity?.CapacityUnits).toBe(unitsOfWrite({ before: item, after: undefined }, alone));
    await drop();
  });

  it.each([40, 4096, 4097, 9000])('reads of %i bytes', async (size) => {
    const item = sized(size);
    const { name, drop } = await db.table();
    await put(name, item);
    for (const consistency of ['eventual', 'strong'] as const) {
      const how = { TableName: name, ConsistentRead: consistency === 'strong', ...capacity };
      const got = await db.client.send(new GetItemCommand({ ...how, Key: keyOf(item) }));
      expect(got.ConsumedCapacity?.CapacityUnits).toBe(unitsOfGets([item], consistency));
      const none = await db.client.send(new GetItemCommand({ ...how, Key: { id: { S: 'none' }, sort: { S: 'a' } } }));
      expect(none.ConsumedCapacity?.CapacityUnits).toBe(unitsOfGets([undefined], consistency));
    }
    await drop();
  });

  it('a batch of gets, counting each item separately', async () => {
    const { name, drop } = await db.table();
    const items = [sized(100), sized(5000, {}, 'two'), sized(4096, {}, 'three')];
    for (const item of items) await put(name, item);
    const { ConsumedCapacity } = await db.client.send(
      new BatchGetItemCommand({ RequestItems: { [name]: { Keys: items.map(keyOf) } }, ...capacity }),
    );
    expect(ConsumedCapacity?.[0]?.CapacityUnits).toBe(unitsOfGets(items, 'eventual'));
    await drop();
  });

  it.each([1, 2, 3, 8])('a transaction that reads %i items, counting each, existing or not', async (count) => {
    const { name, drop } = await db.table();
    const items = Array.from({ length: count }, (_, at) => sized(at === 0 ? 5000 : 100, {}, `item ${at}`));
    for (const item of items.slice(1)) await put(name, item);
    const read = async () => {
      const TransactItems = items.map((item) => ({ Get: { TableName: name, Key: keyOf(item) } }));
      const answer = await db.client.send(new TransactGetItemsCommand({ TransactItems, ...capacity }));
      return answer.ConsumedCapacity?.[0]?.CapacityUnits;
    };
    expect(await read()).toBe(unitsOfGets([undefined, ...items.slice(1)], 'transaction'));
    await put(name, sized(5000, {}, 'item 0'));
    expect(await read()).toBe(unitsOfGets(items, 'transaction'));
    await drop();
  });

  it('a query, counting all items it reads, also those that its filter drops', async () => {
    const { name, drop } = await db.table();
    const items = ['a', 'b', 'c', 'd'].map((sort) => sized(1500, { sort: { S: sort } }));
    for (const item of items) await put(name, item);
    for (const consistency of ['eventual', 'strong'] as const) {
      const { ConsumedCapacity, Count } = await db.client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'id = :id',
          FilterExpression: 'attribute_exists(nothing)',
          ExpressionAttributeValues: { ':id': { S: 'one' } },
          ConsistentRead: consistency === 'strong',
          ...capacity,
        }),
      );
      expect(Count).toBe(0);
      expect(ConsumedCapacity?.CapacityUnits).toBe(unitsOfQuery(items, consistency));
    }
    await drop();
  });

  it('the writes to an index when an item is added, changed, moved and removed', async () => {
    const index = { partitionKey: 'city', sortKey: 'day' };
    const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
    await db.client.send(
      new CreateTableCommand({
        TableName: 'Indexed',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['id', 'sort', 'city', 'day'].map(attribute),
        KeySchema: [
          { AttributeName: 'id', KeyType: 'HASH' },
          { AttributeName: 'sort', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'cities',
            KeySchema: [
              { AttributeName: 'city', KeyType: 'HASH' },
              { AttributeName: 'day', KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
    const at = (city: string, kg: string) =>
      sized(1500, { city: { S: city }, day: { S: '2026-01-01' }, kg: { N: kg } });
    const stages = [undefined, at('Berlin', '1'), at('Berlin', '2'), at('Cairo', '2'), sized(300), at('Oslo', '1')];
    const written = async (after: Item): Promise<ConsumedCapacity | undefined> =>
      (await db.client.send(new PutItemCommand({ TableName: 'Indexed', Item: after, ...capacity }))).ConsumedCapacity;
    for (const [at, after] of stages.entries()) {
      if (!after) continue;
      const used = await written(after);
      const inIndex = used?.GlobalSecondaryIndexes?.['cities']?.CapacityUnits ?? 0;
      expect([at, inIndex]).toEqual([at, unitsOfIndexes({ before: stages[at - 1], after }, [index])]);
    }
    expect(unitsOfIndexes({ before: at('Oslo', '1'), after: undefined }, [index])).toBe(2);
  });
});

describe('where DynamoDB Local is wrong, the calculation follows AWS:', () => {
  it('a query without results costs 0.5; Local counts 0', async () => {
    const { name, drop } = await db.table();
    const { ConsumedCapacity } = await db.client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: 'nobody' } },
        ...capacity,
      }),
    );
    expect([ConsumedCapacity?.CapacityUnits, unitsOfQuery([], 'eventual')]).toEqual([0, 0.5]);
    await drop();
  });

  it.each([1, 2, 3, 8])(
    'a transaction costs 2 for each of %i small items; Local says 4 for any number',
    async (count) => {
      const { name, drop } = await db.table();
      const items = Array.from({ length: count }, (_, at) => sized(100, {}, `item ${at}`));
      const { ConsumedCapacity } = await db.client.send(
        new TransactWriteItemsCommand({
          TransactItems: items.map((Item) => ({ Put: { TableName: name, Item } })),
          ...capacity,
        }),
      );
      const units = items.map((after) => unitsOfWrite({ before: undefined, after }, { inTransaction: true }));
      expect(ConsumedCapacity?.[0]?.WriteCapacityUnits).toBe(4);
      expect(units).toEqual(items.map(() => 2));
      await drop();
    },
  );

  it('a condition check costs as much as a write of the item it checks', () => {
    const check = (size: number) => ({ before: sized(size), after: sized(size) });
    expect([100, 1024, 1025].map((size) => unitsOfWrite(check(size), { inTransaction: true }))).toEqual([2, 2, 4]);
  });
});
