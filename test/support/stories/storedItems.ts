import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  paginateScan,
  PutCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

import { type Key, TABLE } from '../../../domain/keys.ts';
import { shared } from '../shared/shared.ts';
import type { TakeIt } from './takeIt.ts';

export type Item = Record<string, unknown>;

/** What an account has while it goes: as a text it wakes nobody, so that the removal stands still. */
export const GOING = { removing: 'soon' };

/** How many items a batch takes. */
const BATCH = 25;

/** The table behind an API, for looking at what is stored and for storing what the API never would. */
export function tableOf({ region, credentials, dynamodbEndpoint: endpoint, tableName: TableName }: TakeIt) {
  const client = new DynamoDBClient({ region, endpoint, credentials });
  const dynamodb = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const everything = () => allOf(paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true }));
  return {
    stored: async (key: Key): Promise<Item | undefined> => {
      return (await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item;
    },

    /** Everything stored about a person, or what of it has keys that begin so. */
    everythingOf: (userId: string, prefix = ''): Promise<Item[]> => {
      const query: QueryCommandInput = {
        TableName,
        KeyConditionExpression: `${TABLE.partitionKey} = :user${prefix && ` AND begins_with(${TABLE.sortKey}, :prefix)`}`,
        ExpressionAttributeValues: { ':user': userId, ...(prefix && { ':prefix': prefix }) },
        ConsistentRead: true,
      };
      return allOf(paginateQuery({ client: dynamodb }, query));
    },

    everything,

    /** All items in which one of these texts stands. */
    mentioning: async (texts: readonly string[]): Promise<Item[]> => {
      const items = await everything();
      return items.filter((item) => texts.some((text) => JSON.stringify(item).includes(text)));
    },

    store: async (item: Item): Promise<void> => {
      await dynamodb.send(new PutCommand({ TableName, Item: item }));
    },

    storeAll: async (items: readonly Item[]): Promise<void> => {
      for (let at = 0; at < items.length; at += BATCH) {
        const puts = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
        await dynamodb.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
      }
    },

    /** Sets attributes of a stored item, behind the API's back. */
    overwrite: async (key: Key, attributes: Item): Promise<void> => {
      const names = Object.keys(attributes);
      await dynamodb.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: `SET ${names.map((_, at) => `#${at} = :${at}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#${at}`, name])),
          ExpressionAttributeValues: Object.fromEntries(names.map((name, at) => [`:${at}`, attributes[name]])),
        }),
      );
    },

    /** Deletes an item as TTL does: nothing else is told. */
    forget: async (key: Key): Promise<void> => {
      await dynamodb.send(new DeleteCommand({ TableName, Key: key }));
    },
  };
}

async function allOf(pages: AsyncIterable<{ readonly Items?: Item[] | undefined }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}

export type StoredItems = ReturnType<typeof tableOf>;

let tableOfStories: Promise<StoredItems> | undefined;

/** The table of the Take It that all stories share. */
async function theirs(): Promise<StoredItems> {
  return await (tableOfStories ??= shared('takeIt').then(tableOf));
}

export const stored: StoredItems['stored'] = async (key) => (await theirs()).stored(key);
export const everythingOf: StoredItems['everythingOf'] = async (...of) => (await theirs()).everythingOf(...of);
export const mentioning: StoredItems['mentioning'] = async (texts) => (await theirs()).mentioning(texts);
export const store: StoredItems['store'] = async (item) => (await theirs()).store(item);
export const storeAll: StoredItems['storeAll'] = async (items) => (await theirs()).storeAll(items);
export const overwrite: StoredItems['overwrite'] = async (...change) => (await theirs()).overwrite(...change);
export const forget: StoredItems['forget'] = async (key) => (await theirs()).forget(key);
