import type { FaultyCalls } from '../../../local/faults/attempts.ts';
import type { Pushes } from '../../../local/fcm/inbox.ts';
import { Closers } from '../../../local/host/closers.ts';
import { startFunctionServices } from '../../../local/host/services.ts';
import type { Rights } from '../../../local/iam/policies.ts';
import { type Credentials, Principals } from '../../../local/iam/principals.ts';
import type { LambdaFunction } from '../../../local/lambda/function.ts';
import { aRuntime } from './functionCode.ts';

export const region = 'eu-central-1';
const accountId = '123456789012';

export interface ServicesParts {
  readonly functions?: readonly LambdaFunction[];
  /** What the caller's role allows. Default: everything. */
  readonly rights?: Rights;
  readonly faulty?: FaultyCalls;
  /** Gets the asynchronous events. */
  readonly enqueue?: (name: string, payload: string, requestId: string) => void;
}

export interface TestServices {
  /** The addresses for the caller, which is the first environment of the function `caller`. */
  readonly lambda: string;
  readonly secretsmanager: string;
  readonly fcm: string;
  /** The settings of an SDK client of the caller, but for its endpoint. */
  readonly client: { readonly region: string; readonly credentials: Credentials; readonly maxAttempts: number };
  readonly lines: readonly string[];
  readonly pushes: Pushes | undefined;
  readonly problems: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** The services that functions call, with functions that run, and without any engine. */
export async function functionServices(parts: ServicesParts = {}): Promise<TestServices> {
  const { functions = [], rights = () => true, faulty, enqueue } = parts;
  const closers = new Closers();
  const principals = new Principals(accountId);
  const role = `arn:aws:iam::${accountId}:role/caller`;
  const { credentials } = principals.addRoleSession(role, 'caller', rights);
  const runtime = aRuntime(functions);
  closers.add(runtime.close);
  const problems: unknown[] = [];
  const { endpointsFor, fcm } = await startFunctionServices(
    { api: { region, accountId }, functions },
    {
      principals,
      faulty,
      run: ({ arn }, event, { requestId }) => runtime.invoke(arn, event, requestId),
      enqueue: ({ name }, payload, requestId) => enqueue?.(name, payload, requestId),
    },
    { onError: (error) => problems.push(error) },
    closers,
  );
  fcm.prepare();
  return {
    ...endpointsFor('caller/1'),
    client: { region, credentials, maxAttempts: 1 },
    lines: runtime.lines,
    pushes: fcm.pushes,
    problems,
    close: () => closers.close(),
  };
}
