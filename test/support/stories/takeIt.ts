import type { Host } from '../../../local/host/types.ts';
import type { Credentials } from '../../../local/iam/principals.ts';

/** Where the stories' Take It can be reached. */
export interface TakeIt {
  readonly url: string;
  readonly region: string;
  readonly dynamodbEndpoint: string;
  readonly cognitoEndpoint: string;
  readonly tableName: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Those of a developer who may do everything that IAM lets anybody do. */
  readonly credentials: Credentials;
}

/** Where a host's Take It is. */
export function whereabouts(host: Host): TakeIt {
  const [table] = host.tables;
  const [userPool] = host.userPools;
  const [client] = userPool?.clients ?? [];
  if (!table || !userPool || !client) throw new Error('The assembly declares no table, user pool or app client.');
  return {
    url: host.url,
    region: host.region,
    dynamodbEndpoint: host.dynamodbEndpoint,
    cognitoEndpoint: host.cognitoEndpoint,
    tableName: table.name,
    userPoolId: userPool.id,
    clientId: client.id,
    credentials: host.credentials,
  };
}
