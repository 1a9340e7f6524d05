import type { IamVerifier } from '../appsync/auth/authentication.ts';
import type { Deployment } from '../deploy/deployment.ts';
import type { Credentials } from '../iam/principals.ts';
import { Principals } from '../iam/principals.ts';
import { iamVerifier } from '../iam/verifier.ts';
import type { FunctionRuntime } from '../lambda/function.ts';
import { createFunctionRuntime } from '../lambda/runtime.ts';
import { deadLettersIn } from '../streams/deadLetters.ts';
import type { DeadLetter } from '../streams/mapping.ts';
import { positionsOf } from '../streams/positions.ts';
import type { HostEngines } from './engines.ts';
import type { FaultyAccess } from './faults.ts';
import type { HostOptions } from './types.ts';

/** The functions of a deployment, who they are, and what wakes them. */
export interface Functions {
  /** For the API's resolvers. */
  readonly runtime: Pick<FunctionRuntime, 'invoke'>;
  readonly bySignature: IamVerifier;
  /** A developer's, who may do everything. */
  readonly credentials: Credentials;
  readonly deadLetters: () => readonly DeadLetter[];
  /** Takes up every stream mapping, once the API can be called; answers with what stops them. */
  readonly startTriggers: () => Promise<() => Promise<void>>;
  readonly close: () => Promise<void>;
}

/**
 * Makes the functions ready; each starts when it is first invoked. Raises an error for a policy it cannot read.
 * @param faults by way of which the functions are invoked, and reach the engines
 */
export function startFunctions(
  deployment: Deployment,
  engines: HostEngines,
  options: HostOptions,
  faults?: FaultyAccess,
): Functions {
  const { api, functions } = deployment;
  const principals = new Principals(api.accountId, engines.key);
  const sessions = new Map(
    functions.map((declared) => [
      declared.name,
      principals.addRoleSession(declared.roleArn, declared.name, deployment.rightsOf(declared)).credentials,
    ]),
  );
  const runtime = createFunctionRuntime(functions, {
    region: api.region,
    endpoints: endpointVariables({ dynamodb: engines.dynamodb.endpoint, cognito: engines.cognito.endpoint }),
    ...(faults && { endpointsOf: (environment) => endpointVariables(faults.engineEndpoints(environment)) }),
    credentialsOf: ({ name }) => asVariables(sessions.get(name)),
    log: options.log ?? (() => undefined),
  });
  faults?.connect(
    runtime,
    functions.map(({ name }) => name),
  );
  const invocations = faults?.invocations ?? ((direct: FunctionRuntime) => direct);
  const letters = deadLettersIn(options.dataDirectory);
  return {
    runtime: invocations(runtime, 'api'),
    bySignature: iamVerifier(api, principals),
    credentials: principals.addUser('developer').credentials,
    deadLetters: letters.all,
    startTriggers: () =>
      startTriggers(deployment, engines, options, { runtime: invocations(runtime, 'stream'), add: letters.add }),
    close: runtime.close,
  };
}

async function startTriggers(
  { streamMappings, api: { region } }: Deployment,
  { dynamodb: { endpoint }, key: { accessKeyId } }: HostEngines,
  options: HostOptions,
  { runtime, add }: Pick<Functions, 'runtime'> & { readonly add: (letter: DeadLetter) => void },
): Promise<() => Promise<void>> {
  if (streamMappings.length === 0) return () => Promise.resolve();
  const [{ DynamoDBStreamsClient }, { startTrigger }] = await Promise.all([
    import('@aws-sdk/client-dynamodb-streams'),
    import('../streams/trigger.ts'),
  ]);
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const client = new DynamoDBStreamsClient({ region, endpoint, credentials });
  const { pollMilliseconds = 100, retryMilliseconds = 1_000 } = options.streams ?? {};
  const triggers = await Promise.all(
    streamMappings.map((mapping) =>
      startTrigger(mapping, {
        client,
        region,
        functions: runtime,
        positions: positionsOf(mapping.id, options.dataDirectory),
        pollMilliseconds,
        retryMilliseconds,
        onDeadLetter: (letter) => {
          if (letter.destination !== '') add(letter);
          options.log?.(`${mapping.name}: ${describe(letter)}`);
        },
        onError: options.onError ?? (() => undefined),
      }),
    ),
  );
  return async () => {
    await Promise.all(triggers.map((trigger) => trigger.stop()));
    client.destroy();
  };
}

function describe({ destination, message }: DeadLetter): string {
  const { batchSize } = message.DDBStreamBatchInfo;
  const kept = destination === '' ? 'lost, for the mapping has no queue for it' : `told to ${destination}`;
  return `a batch of ${batchSize} was given up (${message.requestContext.condition}) and ${kept}.`;
}

/** How the AWS SDK of a function finds its services (AWS SDKs and Tools reference guide, "Service-specific endpoints"). */
function endpointVariables({ dynamodb, cognito }: { readonly dynamodb: string; readonly cognito: string }) {
  return { AWS_ENDPOINT_URL_DYNAMODB: dynamodb, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito };
}

/** As Lambda puts the credentials of its role into a function's environment. */
function asVariables(credentials: Credentials | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
  };
}
