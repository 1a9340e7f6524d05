import { besideCheck } from '../deploy/code/besideCheck.ts';
import type { Deployment } from '../deploy/deployment.ts';
import { realtimeUrlOf } from '../deploy/names.ts';
import { lockData } from '../engines/dataLock.ts';
import { startSchedules } from '../lambda/schedules.ts';
import type { Clients } from './clients.ts';
import { connect } from './clients.ts';
import { Closers } from './closers.ts';
import { type HostEngines, startEngines } from './engines.ts';
import { startFaults } from './faults.ts';
import { serve } from './serving.ts';
import { describeDeployment, timed } from './steps.ts';
import type { Host, HostOptions } from './types.ts';

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
  // It may fail before the host waits for it.
  Promise.resolve(options.assembly).catch(() => undefined);
  const { requirePort } = await import('../engines/prerequisites.ts');
  if (options.port !== undefined) await requirePort(options.port);
  if (options.dataDirectory !== undefined) closers.add(await lockData(options.dataDirectory));
  const [{ assembly, ...engines }] = await Promise.all([startEngines(options, closers), loadModules()]);
  const clients = await connect(engines, closers);
  const deployment = await deployed(options, assembly, clients, engines.cognito.endpoint);
  const codeWarnings = timed(
    options,
    'Code',
    (found) => (found.length === 0 ? 'AppSync accepts all of it' : `${found.length} notes`),
    () => deployment.codeWarnings,
  );
  // It may fail before the host waits for it.
  codeWarnings.catch(() => undefined);
  const { warnings, ...served } = await besideCheck(codeWarnings, async () => {
    const host = await serveDeployment(deployment, engines, clients, options, closers);
    await options.onServing?.(host);
    return host;
  });
  return { ...served, warnings: [...warnings, ...(await codeWarnings)], close: () => closers.close() };
}

/** Loads what the host needs next, because this process has little else to do while the engines start. */
async function loadModules(): Promise<void> {
  await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('@aws-sdk/client-cognito-identity-provider'),
    import('../assembly/assembly.ts'),
    import('../deploy/deploy.ts'),
    import('./functions.ts'),
    import('../appsync/service.ts'),
    import('../http/server.ts'),
  ]);
}

async function serveDeployment(
  deployment: Deployment,
  engines: HostEngines,
  clients: Clients,
  options: HostOptions,
  closers: Closers,
): Promise<Omit<Host, 'close'>> {
  const { api, tables, userPools, ignored, strict } = deployment;
  const cognitoEndpoint = engines.cognito.endpoint;
  const { startFunctions } = await import('./functions.ts');
  const faults = await startFaults(options, engines, closers);
  const functions = await startFunctions(deployment, engines, options, closers, faults);
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
  closers.add(
    startSchedules(deployment.schedules, {
      functions: functions.runtime,
      account: api.accountId,
      region: api.region,
      onError: options.onError ?? (() => undefined),
    }),
  );
  const endpoints = functions.services?.endpointsFor('developer');
  const pushes = functions.services?.fcm.pushes;
  return {
    ...served,
    warnings: [...engines.moved, ...served.warnings],
    moved: engines.moved,
    realtimeUrl: realtimeUrlOf(served.url),
    region: api.region,
    dynamodbEndpoint: engines.dynamodb.endpoint,
    cognitoEndpoint,
    api,
    tables,
    userPools,
    credentials: functions.credentials,
    ...(endpoints && { lambdaEndpoint: endpoints.lambda, secretsManagerEndpoint: endpoints.secretsmanager }),
    ...(pushes && { pushes }),
    deadLetters: functions.deadLetters,
    outputs,
    ignored,
    ...clients,
  };
}

async function deployed(
  options: HostOptions,
  assembly: string,
  { dynamodb, cognito }: Clients,
  cognitoEndpoint: string,
): Promise<Deployment> {
  return await timed(options, 'Deployment', describeDeployment, async () => {
    const { deploy } = await import('../deploy/deploy.ts');
    const { readAssembly } = await import('../assembly/assembly.ts');
    const engines = { dynamodb, cognito: { client: cognito, endpoint: cognitoEndpoint } };
    const { strict = true, stack, api, checker } = options;
    return await deploy(readAssembly(assembly, stack), engines, {
      strict,
      ...(api === undefined ? {} : { api }),
      ...(checker === undefined ? {} : { checker }),
    });
  });
}
