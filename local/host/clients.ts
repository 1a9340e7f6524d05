import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Closers } from './closers.ts';
import type { HostEngines } from './engines.ts';

/** Clients of the engines themselves. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
}

/** Makes the clients that a host deploys by, and hands out for whoever wants to look behind the API. */
export async function connect({ dynamodb, cognito }: HostEngines, closers: Closers): Promise<Clients> {
  const [client, { CognitoIdentityProviderClient }, common] = await Promise.all([
    dynamodbClient(dynamodb.endpoint, dynamodb.endpoint, closers),
    import('@aws-sdk/client-cognito-identity-provider'),
    settings(),
  ]);
  const pools = new CognitoIdentityProviderClient({ ...common, endpoint: cognito.endpoint });
  closers.add(() => {
    pools.destroy();
  });
  return { dynamodb: client, cognito: pools };
}

/**
 * A client of the tables at an address, which answers as DynamoDB does.
 * @param engine where DynamoDB Local itself is
 */
export async function dynamodbClient(endpoint: string, engine: string, closers: Closers): Promise<DynamoDBClient> {
  const [{ DynamoDBClient }, { connections }, { corrected }, common] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('../engines/dynamodb/connections.ts'),
    import('../engines/dynamodb/corrections.ts'),
    settings(),
  ]);
  const requestHandler = corrected(connections(endpoint), engine);
  const client = new DynamoDBClient({ ...common, endpoint, requestHandler });
  closers.add(() => {
    client.destroy();
  });
  return client;
}

async function settings() {
  const { localRegion } = await import('../deploy/deploy.ts');
  // The engines take any credentials, and the clients insist on some.
  return { region: localRegion(), credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
}
