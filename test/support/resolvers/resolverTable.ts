import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { SEARCH_INDEXES, TABLE } from '../../../domain/keys.ts';
import { dynamodbClient } from '../../../local/host/clients.ts';
import { Closers } from '../../../local/host/closers.ts';
import { type StoredItems, tableOf } from '../stories/storedItems.ts';
import { tablesOnly } from '../tablesOnly.ts';

/** A table of a test's own with the keys and indexes of the deployed one. */
export interface ResolverTable extends StoredItems {
  readonly name: string;
  /** Answers as the host's own client does. */
  readonly client: DynamoDBClient;
  readonly drop: () => Promise<void>;
}

export async function aResolverTable(): Promise<ResolverTable> {
  const takeIt = await tablesOnly();
  const { dynamodbEndpoint: endpoint, credentials } = takeIt;
  const closers = new Closers();
  const client = await dynamodbClient({ endpoint, engine: endpoint, accessKeyId: credentials.accessKeyId }, closers);
  const name = `Resolvers-${randomUUID()}`;
  const indexes = Object.values(SEARCH_INDEXES);
  const attributes = new Set([TABLE.partitionKey, TABLE.sortKey, ...indexes.flatMap(keysOf)]);
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: schemaOf([TABLE.partitionKey, TABLE.sortKey]),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schemaOf(keysOf(index)),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  const region = await client.config.region();
  return {
    ...tableOf({ ...takeIt, region, tableName: name }),
    name,
    client,
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName: name }));
      await closers.close();
    },
  };
}

function keysOf({ partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string }) {
  return [partitionKey, sortKey] as const;
}

function schemaOf([hash, range]: readonly [string, string]) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
