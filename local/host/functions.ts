import type { IamVerifier } from '../appsync/auth/authentication.ts';
import type { InvokedFunctions } from '../appsync/dataSources/lambda.ts';
import type { Deployment } from '../deploy/deployment.ts';
import type { Credentials } from '../iam/principals.ts';
import { Principals } from '../iam/principals.ts';
import { iamVerifier } from '../iam/verifier.ts';
import { asyncQueues } from '../lambda/async/queues.ts';
import { eventStoreIn } from '../lambda/async/store.ts';
import { type DeadLetter, deadLettersIn } from '../lambda/deadLetters.ts';
import type { FunctionRuntime } from '../lambda/function.ts';
import { createFunctionRuntime } from '../lambda/runtime.ts';
import type { StreamDeadLetter } from '../streams/mapping.ts';
import { positionsOf } from '../streams/positions.ts';
import type { Closers } from './closers.ts';
import type { HostEngines } from './engines.ts';
import type { FaultyAccess } from './faults.ts';
import { type FunctionServices, startFunctionServices } from './services.ts';
import type { HostOptions } from './types.ts';

/** The functions of a deployment, who they are, and what wakes them. */
export interface Functions {
  /** For the API's resolvers. */
  readonly runtime: InvokedFunctions;
  readonly bySignature: IamVerifier;
  /** A developer's, who may do everything. */
  readonly credentials: Credentials;
  readonly deadLetters: () => readonly DeadLetter[];
  /** The services that functions call; none without functions. */
  readonly services: FunctionServices | undefined;
  /** Takes up every stream mapping and every queue, once the API can be called; answers with what stops them. */
  readonly startTriggers: () => Promise<() => Promise<void>>;
}

/**
 * Makes the functions ready; each starts when it is first invoked. Raises an error for a policy it cannot read.
 * @param faults by way of which the functions are invoked, and reach the engines
 */
export async function startFunctions(
  deployment: Deployment,
  engines: HostEngines,
  options: HostOptions,
  closers: Closers,
  faults?: FaultyAccess,
): Promise<Functions> {
  const { api, functions } = deployment;
  const principals = new Principals(api.accountId, engines.key);
  const sessions = new Map(
    functions.map((declared) => [
      declared.name,
      principals.addRoleSession(declared.roleArn, declared.name, deployment.rightsOf(declared)).credentials,
    ]),
  );
  const developer = principals.addUser('developer').credentials;
  const invocations = faults?.invocations ?? ((direct: FunctionRuntime) => direct);
  const letters = deadLettersIn(options.dataDirectory);
  const services =
    functions.length === 0
      ? undefined
      : await startFunctionServices(
          deployment,
          {
            principals,
            faulty: faults?.faulty,
            run: ({ arn }, event, { caller, requestId }) => invocations(runtime, caller).invoke(arn, event, requestId),
            enqueue: ({ arn }, payload, requestId) => {
              queues.enqueue(arn, payload, requestId);
            },
          },
          options,
          closers,
        );
  const own = { dynamodb: engines.dynamodb.endpoint, cognito: engines.cognito.endpoint };
  const runtime: FunctionRuntime = createFunctionRuntime(functions, {
    region: api.region,
    endpoints: {},
    endpointsOf: (environment) =>
      endpointVariables({
        ...(faults?.engineEndpoints(environment) ?? own),
        ...services?.endpointsFor(environment),
      }),
    ...(services && { redirected: (variables, environment) => services.fcm.redirected(variables, environment) }),
    credentialsOf: ({ name }) => asVariables(sessions.get(name)),
    log: options.log ?? (() => undefined),
  });
  closers.add(runtime.close);
  faults?.connect(
    runtime,
    functions.map(({ name }) => name),
  );
  const queues = asyncQueues(functions, {
    functions: invocations(runtime, 'queue'),
    settings: deployment.asyncSettings,
    store: eventStoreIn(options.dataDirectory),
    retryMilliseconds: options.asynchronous?.retryMilliseconds ?? 1_000,
    onDeadLetter: letters.add,
    log: options.log ?? (() => undefined),
    onError: options.onError ?? (() => undefined),
  });
  closers.add(queues.stop);
  return {
    runtime: { ...invocations(runtime, 'api'), enqueue: queues.enqueue },
    bySignature: iamVerifier(api, principals),
    credentials: developer,
    deadLetters: letters.all,
    services,
    startTriggers: async () => {
      services?.fcm.prepare();
      queues.resume();
      return await startTriggers(deployment, engines, options, {
        runtime: invocations(runtime, 'stream'),
        add: letters.add,
      });
    },
  };
}

async function startTriggers(
  { streamMappings, api: { region } }: Deployment,
  { dynamodb: { endpoint }, key: { accessKeyId } }: HostEngines,
  options: HostOptions,
  { runtime, add }: Pick<Functions, 'runtime'> & { readonly add: (letter: StreamDeadLetter) => void },
): Promise<() => Promise<void>> {
  if (streamMappings.length === 0) return () => Promise.resolve();
  const [{ DynamoDBStreamsClient }, { startTrigger }] = await Promise.all([
    import('@aws-sdk/client-dynamodb-streams'),
    import('../streams/trigger.ts'),
  ]);
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const client = new DynamoDBStreamsClient({ region, endpoint, credentials });
  const { pollMilliseconds = 250, retryMilliseconds = 1_000 } = options.streams ?? {};
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

function describe({ destination, message }: StreamDeadLetter): string {
  const { batchSize } = message.DDBStreamBatchInfo;
  const kept = destination === '' ? 'lost, for the mapping has no queue for it' : `told to ${destination}`;
  return `a batch of ${batchSize} was given up (${message.requestContext.condition}) and ${kept}.`;
}

/** How the AWS SDK of a function finds its services (AWS SDKs and Tools reference guide, "Service-specific endpoints"). */
function endpointVariables(endpoints: {
  readonly dynamodb: string;
  readonly cognito: string;
  readonly lambda?: string;
  readonly secretsmanager?: string;
}) {
  const { dynamodb, cognito, lambda, secretsmanager } = endpoints;
  return {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito,
    ...(lambda === undefined ? {} : { AWS_ENDPOINT_URL_LAMBDA: lambda }),
    ...(secretsmanager === undefined ? {} : { AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsmanager }),
  };
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
