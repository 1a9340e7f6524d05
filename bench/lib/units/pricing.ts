import {
  BatchGetItemCommand,
  type BatchGetItemInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type GetItemInput,
  QueryCommand,
  type QueryCommandOutput,
  type QueryInput,
  type TransactGetItemsInput,
} from '@aws-sdk/client-dynamodb';

import type { Item } from './itemSize.ts';
import {
  type Consistency,
  type Index,
  unitsOfGets,
  unitsOfIndexes,
  unitsOfQuery,
  unitsOfWrite,
} from './requestUnits.ts';
import { writesOf } from './writes.ts';

/** The request units of a call. */
export interface Units {
  readonly read: number;
  readonly write: number;
}

interface Layout {
  readonly key: readonly string[];
  readonly indexes: readonly Index[];
}

/** The location of an item. */
interface Place {
  readonly table: string;
  readonly key: Item;
}

/** Calculates the units after the call, from its answer; the answer is undefined if the call was rejected. */
type Rest = (answer: unknown) => Promise<Units>;

/** Calculates the units of calls by reading the items that they touch. */
export class Pricing {
  readonly #client: DynamoDBClient;
  readonly #layouts = new Map<string, Promise<Layout>>();

  constructor(client: DynamoDBClient) {
    this.#client = client;
  }

  /**
   * Must be called before the call is made.
   * @throws Error for an operation without a rule
   */
  async before(operation: string, input: unknown): Promise<Rest> {
    if (operation === 'Query') {
      return (answer) => this.#query(input as QueryInput, answer as QueryCommandOutput | undefined);
    }
    const gets = getsOf(operation, input);
    if (!gets) return await this.#writes(operation, input);
    const items = await this.#read(gets.places);
    return () => Promise.resolve({ read: unitsOfGets(items, gets.consistency), write: 0 });
  }

  /** Repeats a query so that it returns every item that the original query scanned. */
  async #query(input: QueryInput, answer: QueryCommandOutput | undefined): Promise<Units> {
    const looked = answer?.ScannedCount ?? 0;
    const items = looked === 0 ? [] : ((await this.#client.send(new QueryCommand(whole(input, looked)))).Items ?? []);
    if (items.length !== looked)
      throw new Error(`A query scanned ${looked} items, and its repetition ${items.length}.`);
    return { read: unitsOfQuery(items, input.ConsistentRead ? 'strong' : 'eventual'), write: 0 };
  }

  async #writes(operation: string, input: unknown): Promise<Rest> {
    const writes = await Promise.all(
      writesOf(operation, input).map(async (write) => ({ ...write, ...(await this.#layout(write.table)) })),
    );
    const places = writes.map(({ table, place, key }) => ({ table, key: pick(place, key) }));
    const before = await this.#read(places);
    return async (answer) => {
      const isDone = answer !== undefined;
      const after = await Promise.all(
        writes.map(async ({ effect, put }, at) => {
          if (effect === 'updated' && isDone) return (await this.#read(places.slice(at, at + 1)))[0];
          return isDone && effect === 'checked' ? before[at] : put;
        }),
      );
      const inTransaction = operation === 'TransactWriteItems';
      const units = writes.map(({ indexes }, at) => {
        const change = { before: before[at], after: after[at] };
        return unitsOfWrite(change, { inTransaction }) + (isDone ? unitsOfIndexes(change, indexes) : 0);
      });
      return { read: 0, write: units.reduce((sum, each) => sum + each, 0) };
    };
  }

  /** The items of one table, in the order of their keys. */
  async #read(places: readonly Place[]): Promise<(Item | undefined)[]> {
    const [table = ''] = places.map((place) => place.table);
    const names = (await this.#layout(table)).key;
    const Keys = places.map(({ key }) => ({ ...key }));
    const { Responses } = await this.#client.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    const textOf = (item: Item) => JSON.stringify(names.map((name) => item[name]));
    const found = new Map((Responses?.[table] ?? []).map((item) => [textOf(item), item]));
    return places.map(({ key }) => found.get(textOf(key)));
  }

  async #layout(TableName: string): Promise<Layout> {
    const known = this.#layouts.get(TableName) ?? this.#describe(TableName);
    this.#layouts.set(TableName, known);
    return await known;
  }

  async #describe(TableName: string): Promise<Layout> {
    const { Table } = await this.#client.send(new DescribeTableCommand({ TableName }));
    const names = (schema: readonly { AttributeName?: string | undefined }[] = []) =>
      schema.map(({ AttributeName = '' }) => AttributeName);
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(({ KeySchema, Projection, IndexName }) => {
      if (Projection?.ProjectionType !== 'ALL')
        throw new Error(`The benchmark cannot price the index ${IndexName ?? ''}: it does not project all attributes.`);
      const [partitionKey = '', sortKey = ''] = names(KeySchema);
      return { partitionKey, sortKey };
    });
    return { key: names(Table?.KeySchema), indexes };
  }
}

function getsOf(
  operation: string,
  input: unknown,
): { readonly places: Place[]; readonly consistency: Consistency } | undefined {
  if (operation === 'GetItem') {
    const { TableName: table = '', Key: key = {}, ConsistentRead } = input as GetItemInput;
    return { places: [{ table, key }], consistency: ConsistentRead ? 'strong' : 'eventual' };
  }
  if (operation === 'TransactGetItems') {
    const { TransactItems = [] } = input as TransactGetItemsInput;
    const places = TransactItems.map(({ Get }) => ({ table: Get?.TableName ?? '', key: Get?.Key ?? {} }));
    return { places, consistency: 'transaction' };
  }
  if (operation !== 'BatchGetItem') return undefined;
  const tables = Object.entries((input as BatchGetItemInput).RequestItems ?? {});
  const [first] = tables;
  const places = tables.flatMap(([table, { Keys = [] }]) => Keys.map((key) => ({ table, key })));
  return { places, consistency: first?.[1].ConsistentRead ? 'strong' : 'eventual' };
}

/** The query without a filter and projection, and without their names and values. */
function whole(input: QueryInput, Limit: number): QueryInput {
  const used = <Value>(given: Record<string, Value> | undefined) =>
    Object.fromEntries(
      Object.entries(given ?? {}).filter(([name]) => new RegExp(`${name}\\b`).test(input.KeyConditionExpression ?? '')),
    );
  const names = used(input.ExpressionAttributeNames);
  return {
    ...input,
    Limit,
    FilterExpression: undefined,
    ProjectionExpression: undefined,
    Select: undefined,
    ExpressionAttributeNames: Object.keys(names).length > 0 ? names : undefined,
    ExpressionAttributeValues: used(input.ExpressionAttributeValues),
  };
}

function pick(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
