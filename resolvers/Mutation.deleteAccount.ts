import type { Context, LambdaRequest } from '@aws-appsync/utils';
import { extensions } from './lib/appsync.ts';
import { callerId } from './lib/caller.ts';
import { tryAgain } from './lib/errors.ts';
import type { AccountRemoval } from './lib/schema.types.ts';

type RemovalContext = Context<unknown, Record<string, unknown>, undefined, undefined, AccountRemoval>;

/** The work has many steps, in the table and the user pool: a function does them. */
export function request(ctx: RemovalContext): LambdaRequest {
  return { operation: 'Invoke', payload: { userId: callerId(ctx) } };
}

/** Ends what the caller listens to on all their phones. */
export function response(ctx: RemovalContext): AccountRemoval {
  if (ctx.error) return tryAgain();
  extensions.invalidateSubscriptions({ subscriptionField: 'onRequestUpdate', payload: { recipient: callerId(ctx) } });
  return ctx.result;
}
