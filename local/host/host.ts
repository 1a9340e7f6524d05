import type { Deployment } from '../deploy/deployment.ts';
import { realtimeUrlOf } from '../deploy/names.ts';
import { lockData } from '../engines/dataLock.ts';
import type { Clients } from './clients.ts';
import { connect } from './clients.ts';
import { Closers } from './closers.ts';
import { startEngines } from './engines.ts';
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
  // It may fail before it is waited for.
  Promise.resolve(options.assembly).catch(() => undefined);
  const { requirePort } = await import('../engines/prerequisites.ts');
  if (options.port !== undefined) await requirePort(options.port);
  if (options.dataDirectory !== undefined) closers.add(await lockData(options.dataDirectory));
  const { assembly, ...engines } = await startEngines(options, closers);
  const clients = await connect(engines, closers);
  const cognitoEndpoint = engines.cognito.endpoint;
  const deployment = await deployed(options, assembly, clients, cognitoEndpoint);
  const { api, tables, userPools, ignored, strict } = deployment;
  const { startFunctions } = await import('./functions.ts');
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
    ignored,
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
    const { deploy } = await import('../deploy/deploy.ts');
    const { readAssembly } = await import('../assembly/assembly.ts');
    const engines = { dynamodb, cognito: { client: cognito, endpoint: cognitoEndpoint } };
    const { strict = true, stack, api } = options;
    return await deploy(readAssembly(assembly, stack), engines, { strict, ...(api === undefined ? {} : { api }) });
  });
}
