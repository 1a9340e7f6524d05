import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { FaultyCalls } from '../faults/attempts.ts';
import type { FunctionRuntime } from '../lambda/function.ts';
import { dynamodbClient } from './clients.ts';
import type { Closers } from './closers.ts';
import type { HostEngines } from './engines.ts';
import type { HostOptions } from './types.ts';

/** How the API and the functions reach what they call: by way of the faults. */
export interface FaultyAccess {
  /** The API's own client. */
  readonly dynamodb: DynamoDBClient;
  /** The addresses that an environment of a function gets. */
  readonly engineEndpoints: (environment: string) => { readonly dynamodb: string; readonly cognito: string };
  readonly invocations: (runtime: FunctionRuntime, caller: string) => Pick<FunctionRuntime, 'invoke'>;
  /** Applies the faults to the calls of other services. */
  readonly faulty: FaultyCalls;
  /** To be called once the functions are known. Raises an error for a rule that names another one. */
  readonly connect: (runtime: FunctionRuntime, functions: readonly string[]) => void;
}

/** Puts a host's faults between it and its engines. Nothing is started, and undefined answered, where it has none. */
export async function startFaults(
  { faults, onError }: HostOptions,
  engines: HostEngines,
  closers: Closers,
): Promise<FaultyAccess | undefined> {
  if (faults === undefined) return undefined;
  const [{ startProxy }, { faultyInvocations }, { FaultyCalls }] = await Promise.all([
    import('../faults/proxy.ts'),
    import('../faults/invocations.ts'),
    import('../faults/attempts.ts'),
  ]);
  let kill: FunctionRuntime['kill'] = () => Promise.resolve();
  const faulty = new FaultyCalls(faults, (environment) => kill(environment));
  const proxy = await startProxy({
    engines: { dynamodb: engines.dynamodb.endpoint, cognito: engines.cognito.endpoint },
    faulty,
    onError: onError ?? (() => undefined),
  });
  closers.add(proxy.close);
  return {
    dynamodb: await dynamodbClient(
      {
        endpoint: proxy.endpointsFor('api').dynamodb,
        engine: engines.dynamodb.endpoint,
        accessKeyId: engines.key.accessKeyId,
      },
      closers,
    ),
    engineEndpoints: proxy.endpointsFor,
    faulty,
    invocations: (runtime, caller) => faultyInvocations(runtime, faults, caller),
    connect: (runtime, functions) => {
      faults.connect(functions);
      kill = runtime.kill;
    },
  };
}
