import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { TABLE, TABLE_NAME_VARIABLE } from '../../../domain/keys.ts';
import { type StoredItems, tableOf } from '../stories/storedItems.ts';
import type { TakeIt } from '../stories/takeIt.ts';
import { tablesOnly } from '../tablesOnly.ts';
import { setVariables } from '../variables.ts';

export interface FunctionTable extends StoredItems {
  readonly name: string;
  readonly drop: () => Promise<void>;
}

/**
 * A table of a test's own that no stream is read of, and the environment that code of `functions/` wants until the table is
 * dropped: import that code afterwards.
 * @param place the Take It whose engine and users the code uses. Default: tables only
 */
export async function aFunctionTable(place?: TakeIt): Promise<FunctionTable> {
  const takeIt = place ?? (await tablesOnly());
  const { region, credentials, dynamodbEndpoint, cognitoEndpoint, userPoolId } = takeIt;
  const name = `Functions-${randomUUID()}`;
  const restore = setVariables({
    [TABLE_NAME_VARIABLE]: name,
    USER_POOL_ID: userPoolId,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbEndpoint,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognitoEndpoint,
  });
  const client = new DynamoDBClient();
  const keys = [TABLE.partitionKey, TABLE.sortKey];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    }),
  );
  return {
    ...tableOf({ ...takeIt, tableName: name }),
    name,
    drop: async () => {
      await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
      restore();
    },
  };
}
