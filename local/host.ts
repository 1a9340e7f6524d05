import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AppSyncApi } from './appsync/api.ts';
import type { Outputs } from './assembly/resources.ts';
import type { DeployedTable, DeployedUserPool, Deployment } from './deploy/deployment.ts';
import { realtimeUrlOf } from './deploy/names.ts';
import { claim } from './engines/claim.ts';
import type { CodeMessage } from './engines/cognito/engine.ts';
import { externalEngine } from './engines/engine.ts';
import type { Engine } from './engines/engine.ts';
import type { Functions } from './functions.ts';
import type { Route } from './http/server.ts';
import type { Credentials } from './iam/principals.ts';
import type { DeadLetter } from './streams/mapping.ts';

export interface HostOptions {
  /** The folder of the cloud assembly; a promise of it where it is still being made: the engines start meanwhile. */
  readonly assembly: string | Promise<string>;
  /** Where tables and users are kept; in memory when left out. */
  readonly dataDirectory?: string;
  /** The API's port; a free one when left out. */
  readonly port?: number;
  /** Further paths of the server, for what they can show of the deployment. */
  readonly routes?: (deployed: Deployed) => Readonly<Record<string, Route>>;
  /** Told of every step once it is done. */
  readonly report?: (step: Step) => void;
  /** Gets what a request failed on that was not the request's fault. */
  readonly onError?: (error: unknown) => void;
  /** Gets a line for each `console.log` of a resolver and a function. */
  readonly log?: (line: string) => void;
  /** How patient the streams' readers are. */
  readonly streams?: StreamTimes;
  /** Told of every confirmation code, as no message is sent. */
  readonly onCode?: (message: CodeMessage) => void;
}

export interface StreamTimes {
  /** The pause before a stream that had nothing new is read again. Default: 100. */
  readonly pollMilliseconds?: number;
  /** The first pause before a failed batch is tried again, doubled with each further one. Default: 1000. */
  readonly retryMilliseconds?: number;
}

/** What is known before the server listens. */
export type Deployed = Pick<Host, 'api' | 'region' | 'userPools' | 'cognitoEndpoint'>;

export interface Step {
  readonly name: string;
  readonly detail: string;
  readonly milliseconds: number;
}

/** A served API, with the engines below it. */
export interface Host {
  readonly url: string;
  /** The same over TLS, on the same port, by a certificate that this host has signed itself. */
  readonly secureUrl: string;
  readonly realtimeUrl: string;
  readonly region: string;
  readonly dynamodbEndpoint: string;
  readonly cognitoEndpoint: string;
  readonly api: AppSyncApi;
  readonly tables: readonly DeployedTable[];
  readonly userPools: readonly DeployedUserPool[];
  /** Those of a developer who may do everything, for requests to sign. */
  readonly credentials: Credentials;
  /** What queues were told of batches of a stream that were given up. */
  readonly deadLetters: () => readonly DeadLetter[];
  /** Stack -> output -> value. */
  readonly outputs: Outputs;
  /** What AppSync would silently ignore, a sentence each. */
  readonly warnings: readonly string[];
  /** Resources of the assembly that have no effect on what a client sees. */
  readonly passedOver: readonly string[];
  /** Clients of the engines, for whoever wants to look behind the API. */
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoIdentityProviderClient;
  readonly close: () => Promise<void>;
}

/**
 * Deploys a cloud assembly to engines on this machine and serves its AppSync API. Several hosts can run in a process.
 * Raises one error, in a sentence for people, when a prerequisite is missing or the assembly asks for what the host
 * does not support; nothing keeps running then.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    return await start(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

type Closers = (() => Promise<void> | void)[];

async function start(options: HostOptions, closers: Closers, close: () => Promise<void>): Promise<Host> {
  // It may fail before it is waited for.
  Promise.resolve(options.assembly).catch(() => undefined);
  const { requirePort } = await import('./engines/prerequisites.ts');
  if (options.port !== undefined) await requirePort(options.port);
  if (options.dataDirectory !== undefined) closers.push(await claim(options.dataDirectory));
  const engines = await startEngines(options, closers);
  const clients = await connect(engines, closers);
  const deployment = await timed(options, 'Deployment', describeDeployment, async () => {
    const { deploy } = await import('./deploy/deploy.ts');
    const { readAssembly } = await import('./assembly/assembly.ts');
    const cognito = { client: clients.cognito, endpoint: engines.cognito.endpoint };
    return await deploy(readAssembly(engines.assembly), { dynamodb: clients.dynamodb, cognito });
  });
  const { startFunctions } = await import('./functions.ts');
  const functions = startFunctions(deployment, engines, options);
  closers.push(functions.close);
  const { url, secureUrl, warnings } = await timed(
    options,
    'API',
    (served) => `${deployment.api.name}, ${served.url}`,
    () =>
      serve(
        { ...deployment, region: deployment.api.region, cognitoEndpoint: engines.cognito.endpoint },
        { ...clients, functions },
        options,
        closers,
      ),
  );
  const outputs = deployment.outputs(url);
  // Only now do the functions' variables have all their values.
  closers.push(await functions.startTriggers());
  return {
    url,
    secureUrl,
    realtimeUrl: realtimeUrlOf(url),
    region: deployment.api.region,
    dynamodbEndpoint: engines.dynamodb.endpoint,
    cognitoEndpoint: engines.cognito.endpoint,
    api: deployment.api,
    tables: deployment.tables,
    userPools: deployment.userPools,
    credentials: functions.credentials,
    deadLetters: functions.deadLetters,
    outputs,
    warnings,
    passedOver: deployment.passedOver,
    ...clients,
    close,
  };
}

/** Starts what the API stands on, all at once; the assembly may still be in the making meanwhile. */
async function startEngines(options: HostOptions, closers: Closers) {
  const { dataDirectory, port } = options;
  const place = dataDirectory === undefined ? 'in memory' : `data in ${dataDirectory}`;
  const launch = (name: string, external: Engine | undefined, start: () => Promise<Engine>) =>
    timed(
      options,
      name,
      ({ endpoint }) => `${endpoint}, ${external === undefined ? place : 'not started here'}`,
      async () => {
        const engine = external ?? (await start());
        closers.push(engine.close);
        return engine;
      },
    );
  const dynamodb = launch('DynamoDB', externalEngine('DYNAMODB_ENDPOINT'), async () => {
    const { startDynamoDb } = await import('./engines/dynamodb.ts');
    return await startDynamoDb({
      ...(dataDirectory === undefined ? {} : { dataDirectory: join(dataDirectory, 'dynamodb') }),
      ...(port === undefined ? {} : { preferredPort: port + 2 }),
    });
  });
  const cognito = launch('Cognito', externalEngine('COGNITO_ENDPOINT'), async () => {
    const { startCognito } = await import('./engines/cognito/engine.ts');
    const { localRegion } = await import('./deploy/deploy.ts');
    return await startCognito({
      region: localRegion(),
      ...(dataDirectory === undefined ? {} : { dataDirectory: join(dataDirectory, 'cognito') }),
      ...(port === undefined ? {} : { preferredPort: port + 1 }),
      ...(options.onCode === undefined ? {} : { onCode: options.onCode }),
    });
  });
  // All have to settle before one's failure is told: what has started by then is stopped.
  await Promise.allSettled([dynamodb, cognito, options.assembly]);
  return { dynamodb: await dynamodb, cognito: await cognito, assembly: await options.assembly };
}

type Clients = Pick<Host, 'dynamodb' | 'cognito'>;

async function connect(engines: { dynamodb: Engine; cognito: Engine }, closers: Closers): Promise<Clients> {
  const [{ DynamoDBClient }, { CognitoIdentityProviderClient }, { localRegion }] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('@aws-sdk/client-cognito-identity-provider'),
    import('./deploy/deploy.ts'),
  ]);
  // The engines take any credentials, and the clients insist on some.
  const common = { region: localRegion(), credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: engines.dynamodb.endpoint });
  const cognito = new CognitoIdentityProviderClient({ ...common, endpoint: engines.cognito.endpoint });
  closers.push(() => {
    dynamodb.destroy();
    cognito.destroy();
  });
  return { dynamodb, cognito };
}

async function serve(
  deployed: Deployed,
  { dynamodb, functions }: Clients & { readonly functions: Functions },
  options: HostOptions,
  closers: Closers,
): Promise<Pick<Host, 'url' | 'secureUrl' | 'warnings'>> {
  const [{ createService }, { listen }] = await Promise.all([
    import('./appsync/service.ts'),
    import('./http/server.ts'),
  ]);
  const issuers = deployed.userPools.map(
    ({ id, issuer }) => [id, { issuer, jwksUri: `${issuer}/.well-known/jwks.json` }] as const,
  );
  const service = createService(deployed.api, {
    dynamodb,
    userPools: new Map(issuers),
    functions: functions.runtime,
    bySignature: functions.bySignature,
    tokenSecret: tokenSecret(options.dataDirectory),
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  const { localCertificate } = await import('./http/certificate.ts');
  const { dataDirectory } = options;
  const certificate = dataDirectory === undefined ? undefined : await localCertificate(dataDirectory);
  const server = await listen({
    service,
    ...(certificate === undefined ? {} : { certificate }),
    port: options.port ?? 0,
    routes: options.routes?.(deployed) ?? {},
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
  closers.push(() => server.close());
  return { url: `${server.url}/graphql`, secureUrl: `${server.secureUrl}/graphql`, warnings: service.warnings };
}

/** Kept with the data, so that a page's `nextToken` is good after a restart, as the page itself is. */
function tokenSecret(dataDirectory: string | undefined): Uint8Array {
  if (dataDirectory === undefined) return randomBytes(32);
  const file = join(dataDirectory, 'nextToken.secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}

function describeDeployment({ tables, userPools, functions, passedOver }: Deployment): string {
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const clients = userPools.flatMap((pool) => pool.clients);
  return [
    count(tables.length, 'table'),
    count(userPools.length, 'user pool'),
    count(clients.length, 'app client'),
    ...(functions.length > 0 ? [count(functions.length, 'function')] : []),
    `${count(passedOver.length, 'resource')} passed over`,
  ].join(', ');
}

async function timed<T>(
  { report }: HostOptions,
  name: string,
  detail: (result: T) => string,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now();
  const result = await work();
  report?.({ name, detail: detail(result), milliseconds: performance.now() - began });
  return result;
}
