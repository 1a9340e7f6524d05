import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AppSyncApi } from './appsync/api.ts';
import type { Outputs } from './assembly/resources.ts';
import type { DeployedTable, DeployedUserPool, Deployment } from './deploy/deployment.ts';
import { realtimeUrlOf } from './deploy/names.ts';
import { claim } from './engines/claim.ts';
import type { CodeMessage } from './engines/cognito/engine.ts';
import type { Faults } from './faults/faults.ts';
import { connect } from './host/clients.ts';
import type { Clients } from './host/clients.ts';
import { Closers } from './host/closers.ts';
import { startEngines } from './host/engines.ts';
import { startFaults } from './host/faults.ts';
import { serve } from './host/serving.ts';
import { describeDeployment, timed } from './host/steps.ts';
import type { Route } from './http/server.ts';
import type { Credentials } from './iam/principals.ts';
import type { DeadLetter } from './streams/mapping.ts';

export interface HostOptions {
  /** The folder of the cloud assembly; a promise of it where it is still being made: the engines start meanwhile. */
  readonly assembly: string | Promise<string>;
  /** The stack to serve, with those that it depends on; all of the assembly when left out. */
  readonly stack?: string;
  /** The name or the logical id of the API to serve, where there are several. */
  readonly api?: string;
  /** Where tables and users are kept; in memory when left out. */
  readonly dataDirectory?: string;
  /** The API's port; a free one when left out. */
  readonly port?: number;
  /** Host names beside those of loopback that requests may name, such as `10.0.2.2` for an Android emulator. */
  readonly allowedHosts?: readonly string[];
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
  /** What goes wrong in the API's and the functions' calls; see `createFaults`. Without it, calls go straight. */
  readonly faults?: Faults;
  /** Whether handlers also meet what AWS is only likely to do (local/README.md). Default: true. */
  readonly strict?: boolean;
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
  /** What AppSync would silently ignore, may refuse, or executes differently than JavaScript: one sentence each. */
  readonly warnings: readonly string[];
  /** Resources of the assembly that have no effect on what a client sees. */
  readonly passedOver: readonly string[];
  /** Clients of the engines, for whoever wants to look behind the API: they meet no faults. */
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
  const closers = new Closers();
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function start(options: HostOptions, closers: Closers): Promise<Host> {
  // It may fail before it is waited for.
  Promise.resolve(options.assembly).catch(() => undefined);
  const { requirePort } = await import('./engines/prerequisites.ts');
  if (options.port !== undefined) await requirePort(options.port);
  if (options.dataDirectory !== undefined) closers.add(await claim(options.dataDirectory));
  const { assembly, ...engines } = await startEngines(options, closers);
  const clients = await connect(engines, closers);
  const cognitoEndpoint = engines.cognito.endpoint;
  const deployment = await deployed(options, assembly, clients, cognitoEndpoint);
  const { api, tables, userPools, passedOver, strict } = deployment;
  const { startFunctions } = await import('./host/functions.ts');
  const faults = await startFaults(options, engines, closers);
  const functions = startFunctions(deployment, engines, options, faults);
  closers.add(functions.close);
  const served = await timed(
    options,
    'API',
    ({ url }) => `${api.name}, ${url}`,
    () =>
      serve(
        { api, region: api.region, userPools, cognitoEndpoint },
        { dynamodb: faults?.dynamodb ?? clients.dynamodb, functions },
        { ...options, strict },
        closers,
      ),
  );
  const outputs = deployment.outputs(served.url);
  // Only now do the functions' variables have all their values.
  closers.add(await functions.startTriggers());
  return {
    ...served,
    warnings: [...served.warnings, ...deployment.warnings],
    realtimeUrl: realtimeUrlOf(served.url),
    region: api.region,
    dynamodbEndpoint: engines.dynamodb.endpoint,
    cognitoEndpoint,
    api,
    tables,
    userPools,
    credentials: functions.credentials,
    deadLetters: functions.deadLetters,
    outputs,
    passedOver,
    ...clients,
    close: () => closers.close(),
  };
}

async function deployed(
  options: HostOptions,
  assembly: string,
  { dynamodb, cognito }: Clients,
  cognitoEndpoint: string,
): Promise<Deployment> {
  return await timed(options, 'Deployment', describeDeployment, async () => {
    const { deploy } = await import('./deploy/deploy.ts');
    const { readAssembly } = await import('./assembly/assembly.ts');
    const engines = { dynamodb, cognito: { client: cognito, endpoint: cognitoEndpoint } };
    const { strict = true, stack, api } = options;
    return await deploy(readAssembly(assembly, stack), engines, { strict, ...(api === undefined ? {} : { api }) });
  });
}
