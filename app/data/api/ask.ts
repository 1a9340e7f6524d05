import { generateClient } from 'aws-amplify/api';
import { fetchAuthSession } from 'aws-amplify/auth';

import { leave } from '../session/session.ts';
import { markSuspended } from '../session/suspended.ts';
import { failureOf, OFFLINE, SIGNED_OUT, SUSPENDED } from './failure.ts';
import { setReachable } from './online.ts';
import type { Operation } from './operations.types.ts';

/** Amplify's client, whose own types describe models that this API does not have. */
interface Client {
  readonly graphql: (call: { query: string; variables?: Readonly<Record<string, unknown>> }) => unknown;
}

let made: Client | undefined;

/** Made late: Amplify has to be configured first. */
export function client(): Client {
  made ??= generateClient() as unknown as Client;
  return made;
}

/**
 * Sends a query or a mutation. `TryAgain` is tried a second time; so is a call whose token the API no longer takes, with
 * a new one.
 * @throws Failure
 */
export async function ask<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  try {
    return await once(operation, variables);
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'UnauthorizedException') await fetchAuthSession({ forceRefresh: true }).catch(() => undefined);
    else if (kind !== 'TryAgain') throw error;
    return await once(operation, variables);
  }
}

async function once<Answer, Variables>(operation: Operation<Answer, Variables>, variables: Variables): Promise<Answer> {
  try {
    const answer = client().graphql({ query: operation, variables: variables as Record<string, unknown> });
    const { data } = (await (answer as Promise<unknown>)) as { data: Answer };
    setReachable(true);
    return data;
  } catch (error) {
    const failure = failureOf(error);
    setReachable(failure.kind !== OFFLINE);
    if (failure.kind === SIGNED_OUT) leave({ isExpired: true });
    if (failure.kind === SUSPENDED) markSuspended();
    throw failure;
  }
}
