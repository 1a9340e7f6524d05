import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { TABLE } from '../../domain/keys.ts';
import { ORIGINAL_INDEXES } from '../original/records.ts';

interface SearchIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** Creates the first app's table, in addition to the tables of the assembly. */
export async function makeOriginalTable(client: DynamoDBClient): Promise<string> {
  await makeTable(client, 'Original', ORIGINAL_INDEXES);
  return 'Original';
}

async function makeTable(client: DynamoDBClient, TableName: string, indexes: readonly SearchIndex[]): Promise<void> {
  const keys = ({ partitionKey, sortKey }: Omit<SearchIndex, 'name'>) => [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
  const names = new Set([TABLE, ...indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys(TABLE),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
}
