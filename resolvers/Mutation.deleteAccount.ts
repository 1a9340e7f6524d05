import type { Context, LambdaRequest } from '@aws-appsync/utils';

import type { AccountRemoval } from '../domain/schema.types.ts';
import { extensions } from './lib/appsync/appsync.ts';
import { caller, callerId } from './lib/appsync/caller.ts';
import { tryAgain } from './lib/errors.ts';

type RemovalContext = Context<unknown, Record<string, unknown>, undefined, undefined, AccountRemoval>;

/** A function does the work, which has many steps in the table and in the user pool. It looks the user up by the username. */
export function request(ctx: RemovalContext): LambdaRequest {
  const { sub, username } = caller(ctx);
  return { operation: 'Invoke', payload: { userId: sub, username } };
}

/** Ends the subscriptions of all the caller's phones. */
export function response(ctx: RemovalContext): AccountRemoval {
  if (ctx.error) return tryAgain();
  extensions.invalidateSubscriptions({ subscriptionField: 'onRequestUpdate', payload: { recipient: callerId(ctx) } });
  return ctx.result;
}
