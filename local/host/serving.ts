import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Service } from '../appsync/service.ts';
import { pushRoutes } from '../http/pushes.ts';
import type { Closers } from './closers.ts';
import type { Functions } from './functions.ts';
import { secretOf } from './secrets.ts';
import type { Deployed, Host, HostOptions } from './types.ts';

/** What the resolvers of an API call. */
export interface Backends {
  readonly dynamodb: DynamoDBClient;
  readonly functions: Pick<Functions, 'runtime' | 'bySignature' | 'services'>;
}

/** Serves an API over HTTP. Raises an error for what its schema, its code or its settings ask for and nobody serves. */
export async function serve(
  deployed: Deployed,
  backends: Backends,
  options: HostOptions,
  closers: Closers,
): Promise<Pick<Host, 'url' | 'secureUrl' | 'warnings'>> {
  const [service, { listen }, certificate] = await Promise.all([
    serviceOf(deployed, backends, options),
    import('../http/server.ts'),
    certificateIn(options.dataDirectory),
  ]);
  const server = await listen({
    service,
    ...(certificate === undefined ? {} : { certificate }),
    port: options.port ?? 0,
    ...(options.allowedHosts === undefined ? {} : { allowedHosts: options.allowedHosts }),
    routes: { ...pushRoutes(() => backends.functions.services?.fcm.pushes), ...options.routes?.(deployed) },
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
  closers.add(() => server.close());
  return { url: `${server.url}/graphql`, secureUrl: `${server.secureUrl}/graphql`, warnings: service.warnings };
}

async function serviceOf(
  { api, userPools }: Deployed,
  { dynamodb, functions }: Backends,
  { dataDirectory, log, strict }: HostOptions,
): Promise<Service> {
  const { createService } = await import('../appsync/service.ts');
  const issuers = userPools.map(
    ({ id, issuer }) => [id, { issuer, jwksUri: `${issuer}/.well-known/jwks.json` }] as const,
  );
  return createService(api, {
    dynamodb,
    userPools: new Map(issuers),
    functions: functions.runtime,
    bySignature: functions.bySignature,
    // With the data, so that a page's `nextToken` is good after a restart, as the page itself is.
    tokenSecret: secretOf(dataDirectory, 'nextToken'),
    ...(log === undefined ? {} : { log }),
    ...(strict === undefined ? {} : { strict }),
  });
}

/** That of the data; without data, the server makes one when it is first asked for. */
async function certificateIn(dataDirectory: string | undefined) {
  if (dataDirectory === undefined) return undefined;
  const { localCertificate } = await import('../http/certificate.ts');
  return await localCertificate(dataDirectory);
}
