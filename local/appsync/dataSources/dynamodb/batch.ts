import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type KeysAndAttributes,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';

import { mappingError } from '../../errors.ts';
import { flagAt, listAt, pathOf, recordAt, type RequestObject } from '../requestFields.ts';
import { type Item, itemAt, toPlain } from './attributeValues.ts';
import type { Operation, OperationContext } from './context.ts';
import { type Expression, expressionAt, placeholders } from './expressions.ts';
import { calling } from './failures.ts';

/** Returns `{data: {table: items in the order of the keys}, unprocessedKeys}`; null stands for a missing item. */
export const batchGetItem: Operation = async (request, { client, signal }) => {
  const wanted = new Map(tablesOf(request).map(([table, entry]) => [table, readOf(table, entry)]));
  const command = new BatchGetItemCommand({ RequestItems: perTable(wanted, ({ parameters }) => parameters) });
  const { Responses = {}, UnprocessedKeys = {} } = await calling(client.send(command, { abortSignal: signal }));
  return {
    data: perTable(wanted, (read, table) => inOrder(read, Responses[table] ?? [])),
    unprocessedKeys: perTable(wanted, (_, table) => (UnprocessedKeys[table]?.Keys ?? []).map(toPlain)),
  };
};

/** Returns `{data: {table: items}, unprocessedItems}`; null stands for an item that was not written. */
export const batchPutItem: Operation = async (request, context) => {
  const items = itemsOf(request);
  const left = await batchWrite(items, (Item) => ({ PutRequest: { Item } }), context);
  return {
    data: perTable(items, (list, table) =>
      processed(
        list,
        left[table]?.map((each) => each.PutRequest?.Item),
      ),
    ),
    unprocessedItems: perTable(items, (_, table) => plainList(left[table]?.map((each) => each.PutRequest?.Item))),
  };
};

/** Returns `{data: {table: keys}, unprocessedKeys}`; null stands for a key whose item was not deleted. */
export const batchDeleteItem: Operation = async (request, context) => {
  const keys = itemsOf(request);
  const left = await batchWrite(keys, (Key) => ({ DeleteRequest: { Key } }), context);
  return {
    data: perTable(keys, (list, table) =>
      processed(
        list,
        left[table]?.map((each) => each.DeleteRequest?.Key),
      ),
    ),
    unprocessedKeys: perTable(keys, (_, table) => plainList(left[table]?.map((each) => each.DeleteRequest?.Key))),
  };
};

function tablesOf(request: RequestObject): [string, unknown][] {
  return Object.entries(recordAt(request['tables'], '$[tables]'));
}

interface TableRead {
  readonly keys: readonly Item[];
  readonly parameters: KeysAndAttributes;
  /** Key attributes that the projection lacks. They are read only to sort the result, then removed. */
  readonly added: readonly string[];
}

function readOf(table: string, entry: unknown): TableRead {
  const path = pathOf('tables', table);
  const fields = recordAt(entry, path);
  const keys = itemList(fields['keys'], `${path}[keys]`, path);
  const { projection, added } = withKeys(expressionAt(fields['projection'], `${path}[projection]`), keys);
  const parameters: KeysAndAttributes = {
    Keys: keys,
    ConsistentRead: flagAt(fields['consistentRead'], `${path}[consistentRead]`),
    ProjectionExpression: projection?.expression,
    ...placeholders(projection),
  };
  return { keys, parameters, added };
}

function withKeys(projection: Expression | null, keys: readonly Item[]) {
  if (projection === null) return { projection, added: [] };
  const selected = projection.expression.split(',').map((part) => part.trim());
  const projected = new Set(selected.map((part) => projection.names[part] ?? part));
  const added = Object.keys(keys[0] ?? {}).filter((name) => !projected.has(name));
  const names = Object.fromEntries(added.map((name, index) => [`#addedKey${index}`, name]));
  const expression = [...selected, ...Object.keys(names)].join(', ');
  return { projection: { ...projection, expression, names: { ...projection.names, ...names } }, added };
}

function itemsOf(request: RequestObject): ReadonlyMap<string, Item[]> {
  const entries = tablesOf(request).map(([table, list]): [string, Item[]] => {
    const path = pathOf('tables', table);
    return [table, itemList(list, path, path)];
  });
  return new Map(entries);
}

function itemList(value: unknown, path: string, tablePath: string): Item[] {
  const list = listAt(value, path);
  if (list.length === 0) throw mappingError(`RequestItem keys '${tablePath}' can't be empty`);
  return list.map((each, index) => itemAt(each, `${path}[${index}]`));
}

async function batchWrite(
  items: ReadonlyMap<string, Item[]>,
  toRequest: (item: Item) => WriteRequest,
  { client, signal }: OperationContext,
): Promise<Record<string, WriteRequest[]>> {
  const command = new BatchWriteItemCommand({ RequestItems: perTable(items, (list) => list.map(toRequest)) });
  return (await calling(client.send(command, { abortSignal: signal }))).UnprocessedItems ?? {};
}

function perTable<Entry, Value>(
  tables: ReadonlyMap<string, Entry>,
  value: (entry: Entry, table: string) => Value,
): Record<string, Value> {
  return Object.fromEntries([...tables].map(([table, entry]) => [table, value(entry, table)]));
}

/** DynamoDB returns the items in any order; AppSync returns them in the order of the keys. */
function inOrder({ keys, added }: TableRead, items: readonly Item[]): (Record<string, unknown> | null)[] {
  const names = Object.keys(keys[0] ?? {});
  const found = new Map(items.map((item) => [identityOf(item, names), item]));
  return keys.map((key) => {
    const item = found.get(identityOf(key, names));
    if (item === undefined) return null;
    return toPlain(Object.fromEntries(Object.entries(item).filter(([name]) => !added.includes(name))));
  });
}

function processed(items: readonly Item[], left: readonly (Item | undefined)[] = []) {
  const unprocessed = new Set(left.flatMap((item) => (item ? [identityOf(item, Object.keys(item).sort())] : [])));
  return items.map((item) => (unprocessed.has(identityOf(item, Object.keys(item).sort())) ? null : toPlain(item)));
}

function identityOf(item: Item, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => toPlain({ [name]: item[name] ?? { NULL: true } })));
}

function plainList(items: readonly (Item | undefined)[] = []) {
  return items.flatMap((item) => (item ? [toPlain(item)] : []));
}
