import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';

import { dynamodbClient } from '../../local/host/clients.ts';
import { Closers } from '../../local/host/closers.ts';
import { ownDatabase } from './host/sharedEngine.ts';

type Item = Record<string, unknown>;

/** An empty database of DynamoDB Local, for tables of the key `id` and `sort`. */
export interface TestDynamoDb {
  /** Answers as the host's own does. */
  readonly client: DynamoDBClient;
  /** Makes a table of its own for one test. */
  readonly table: (items?: readonly object[]) => Promise<TestTable>;
  readonly close: () => Promise<void>;
}

export interface TestTable {
  readonly name: string;
  readonly stored: (id: string, sort: string) => Promise<Item | undefined>;
  readonly drop: () => Promise<void>;
}

export async function aDynamoDb(): Promise<TestDynamoDb> {
  const closers = new Closers();
  const database = await ownDatabase();
  const client = await dynamodbClient({ ...database, engine: database.endpoint }, closers);
  const documents = DynamoDBDocumentClient.from(client);
  let made = 0;
  return {
    client,
    async table(items = []) {
      const name = `Table${(made += 1)}`;
      await client.send(new CreateTableCommand({ TableName: name, ...layout }));
      for (const Item of items) await documents.send(new PutCommand({ TableName: name, Item }));
      return {
        name,
        stored: async (id, sort) => (await documents.send(new GetCommand({ TableName: name, Key: { id, sort } }))).Item,
        drop: async () => {
          await client.send(new DeleteTableCommand({ TableName: name }));
        },
      };
    },
    close: () => closers.close(),
  };
}

const layout: Omit<CreateTableCommandInput, 'TableName'> = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'id', KeyType: 'HASH' },
    { AttributeName: 'sort', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['id', 'sort', 'city'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byCity',
      KeySchema: [{ AttributeName: 'city', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
