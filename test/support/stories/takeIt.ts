import type { TestProject } from 'vitest/node';

import { startHost } from '../../../local/host/host.ts';
import type { Host } from '../../../local/host/types.ts';
import type { Credentials } from '../../../local/iam/principals.ts';
import { servedAssembly } from '../infra/servedAssembly.ts';

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

declare module 'vitest' {
  interface ProvidedContext {
    takeIt: TakeIt;
    /** The folder of the synthesized cloud assembly. */
    assembly: string;
  }
}

/** Synthesizes the app and serves it whole, once for all stories; each story brings its own people and cities. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  // Not while the engines start: synthesis keeps this process from seeing that they answer.
  const assembly = await servedAssembly();
  // Nothing measures how soon this host reads its streams, and each look costs processor time during the whole run.
  const host = await startHost({ assembly, streams: { pollMilliseconds: 250 } });
  provide('assembly', assembly);
  provide('takeIt', whereabouts(host));
  provide('dynamodbEndpoint', host.dynamodbEndpoint);
  return host.close;
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
