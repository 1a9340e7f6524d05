import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { localRegion } from '../deploy/region.ts';
import type { Closers } from './closers.ts';
import type { HostEngines } from './engines.ts';

/** Clients of the engines themselves. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
}

/** Makes the clients with which a host deploys. Callers can also use them to look behind the API. */
export async function connect({ dynamodb, cognito, key }: HostEngines, closers: Closers): Promise<Clients> {
  const [client, { CognitoIdentityProviderClient }] = await Promise.all([
    dynamodbClient({ endpoint: dynamodb.endpoint, engine: dynamodb.endpoint, accessKeyId: key.accessKeyId }, closers),
    import('@aws-sdk/client-cognito-identity-provider'),
  ]);
  const pools = new CognitoIdentityProviderClient({ ...settings('local'), endpoint: cognito.endpoint });
  closers.add(() => {
    pools.destroy();
  });
  return { dynamodb: client, cognito: pools };
}

/** Where the tables of an account are. */
export interface Tables {
  readonly endpoint: string;
  /** Where DynamoDB Local itself is. */
  readonly engine: string;
  readonly accessKeyId: string;
}

/** A client of an account's tables, which answers as DynamoDB does. */
export async function dynamodbClient(
  { endpoint, engine, accessKeyId }: Tables,
  closers: Closers,
): Promise<DynamoDBClient> {
  const [{ DynamoDBClient }, { connections }, { corrected }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('../engines/dynamodb/connections.ts'),
    import('../engines/dynamodb/corrections.ts'),
  ]);
  const requestHandler = corrected(connections(endpoint), engine);
  const client = new DynamoDBClient({ ...settings(accessKeyId), endpoint, requestHandler });
  closers.add(() => {
    client.destroy();
  });
  return client;
}

function settings(accessKeyId: string) {
  // The engines check no signature, and the clients insist on a secret.
  return { region: localRegion(), credentials: { accessKeyId, secretAccessKey: 'local' } };
}
