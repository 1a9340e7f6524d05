import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Checker } from '../appsync-js/check/process/apart.ts';
import type { Assembly } from '../assembly/assembly.ts';
import { nameOf, Resources } from '../assembly/resources.ts';
import { rightsOfRole } from '../iam/policies.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { chooseApi, deployApi, identifyApi } from './appsync.ts';
import { besideCheck } from './code/besideCheck.ts';
import { refuseUndeployable } from './code/codeCheck.ts';
import type { DeployedUserPool, Deployment } from './deployment.ts';
import { deployEventInvokeConfig } from './eventInvokeConfigs.ts';
import { deployEventSource } from './eventSources.ts';
import { deployFunction } from './functions.ts';
import { localRegion } from './region.ts';
import { deploySchedule } from './schedules.ts';
import { checkSupport } from './support.ts';
import { deployTable } from './tables.ts';
import { deployUserPoolClient } from './userPoolClients.ts';
import { deployUserPoolGroup } from './userPoolGroups.ts';
import type { CognitoEngine } from './userPools.ts';
import { deployUserPool } from './userPools.ts';

/** The engines in which a deployment creates tables and user pools. */
export interface Engines {
  readonly dynamodb: DynamoDBClient;
  readonly cognito: CognitoEngine;
}

export interface DeployOptions {
  /** Whether handlers also get behaviour that AWS only probably has (local/README.md). Default: true. */
  readonly strict?: boolean;
  /** The name or logical id of the API to serve, if the assembly has several. */
  readonly api?: string;
  /** Checks the code; it may have read some already. Default: a new one. */
  readonly checker?: Checker;
}

/** What an assembly declares, and which of it has no effect on clients. */
interface Plan {
  readonly resources: Resources;
  readonly ignored: readonly string[];
}

/** The account of all resources on this host. */
const account = '000000000000';

/**
 * Reads what an assembly declares, before anything is deployed.
 * @param api the API to serve, if the assembly has several
 * @throws Error that lists everything that the host does not support
 */
export function plan(assembly: Assembly, api?: string): Plan {
  const resources = new Resources(assembly, { account, region: localRegion(), partition: 'aws' });
  if (api !== undefined) chooseApi(resources, api);
  identifyApi(resources);
  return { resources, ignored: checkSupport(resources) };
}

/**
 * Deploys an assembly: first tables and user pools in parallel, then the resources that refer to them. Uses what an
 * earlier start created, and raises an error if that no longer fits the template. The check of the code may still run
 * when it settles.
 */
export async function deploy(
  assembly: Assembly,
  engines: Engines,
  { strict = true, api, checker }: DeployOptions = {},
): Promise<Deployment> {
  const planned = plan(assembly, api);
  const codeWarnings = refuseUndeployable(planned.resources, assembly, { strict, ...(checker && { checker }) });
  // It may fail before the host waits for it.
  codeWarnings.catch(() => undefined);
  const deployed = await besideCheck(codeWarnings, async () => await deployPlanned(assembly, planned, engines));
  return { ...deployed, codeWarnings, strict };
}

async function deployPlanned(
  assembly: Assembly,
  { resources, ignored }: Plan,
  engines: Engines,
): Promise<Omit<Deployment, 'codeWarnings' | 'strict'>> {
  const [tables, pools] = await Promise.all([
    Promise.all(
      resources
        .ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
        .map((resource) => deployTable(resource, resources, engines.dynamodb)),
    ),
    Promise.all(
      resources
        .ofType('AWS::Cognito::UserPool')
        .map((resource) => deployUserPool(resource, resources, engines.cognito)),
    ),
  ]);
  const userPools = await deployClients(resources, engines.cognito, pools);
  for (const resource of resources.ofType('AWS::Cognito::UserPoolGroup')) {
    await deployUserPoolGroup(resource, resources, engines.cognito.client);
  }
  const functions = deployFunctions(assembly, resources, ignored);
  return {
    api: deployApi(assembly, resources, { tables, userPools, functions }),
    tables,
    userPools,
    functions,
    asyncSettings: new Map(
      resources
        .ofType('AWS::Lambda::EventInvokeConfig')
        .map((resource) => deployEventInvokeConfig(resource, resources, functions)),
    ),
    rightsOf: ({ roleArn }) => rightsOfRole(resources, roleArn),
    streamMappings: resources
      .ofType('AWS::Lambda::EventSourceMapping')
      .flatMap((resource) => deployEventSource(resource, resources, { tables, functions }) ?? []),
    schedules: resources
      .ofType('AWS::Events::Rule')
      .filter((resource) => !ignored.includes(`${resource.type} ${nameOf(resource)}`))
      .flatMap((resource) => deploySchedule(resource, resources, functions) ?? []),
    ignored,
    outputs: (url) => {
      identifyApi(resources, url);
      return resources.outputs();
    },
  };
}

/** All functions but those that only serve resources that the host ignores. */
function deployFunctions(
  assembly: Assembly,
  resources: Resources,
  ignored: readonly string[],
): readonly LambdaFunction[] {
  return resources
    .ofType('AWS::Lambda::Function')
    .filter((resource) => !ignored.includes(`${resource.type} ${nameOf(resource)}`))
    .map((resource) => deployFunction(resource, resources, assembly));
}

async function deployClients(
  resources: Resources,
  cognito: CognitoEngine,
  pools: readonly Omit<DeployedUserPool, 'clients'>[],
): Promise<readonly DeployedUserPool[]> {
  const clients = await Promise.all(
    resources.ofType('AWS::Cognito::UserPoolClient').map(async (resource) => {
      const client = await deployUserPoolClient(resource, resources, cognito.client);
      if (pools.some(({ id }) => id === client.userPoolId)) return client;
      throw new Error(`${nameOf(resource)}: the user pool ${client.userPoolId} is not part of the assembly.`);
    }),
  );
  return pools.map((pool) => ({
    ...pool,
    clients: clients
      .filter(({ userPoolId }) => userPoolId === pool.id)
      .map(({ stack, logicalId, id }) => ({ stack, logicalId, id })),
  }));
}
