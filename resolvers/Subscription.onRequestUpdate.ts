import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { extensions } from './lib/appsync.ts';
import { type AccountItem, isGoing } from './lib/account.ts';
import { callerId } from './lib/caller.ts';
import { accountRemoved, tryAgain } from './lib/errors.ts';
import { accountKey } from './lib/keys.ts';
import type { StoredItem } from './lib/trip.ts';

type SubscribeContext = Context<unknown, Record<string, unknown>, undefined, undefined, StoredItem<AccountItem> | null>;

export function request(ctx: SubscribeContext) {
  return get({ key: { ...accountKey(callerId(ctx)) }, consistentRead: true });
}

/**
 * Lets through what is meant for the caller, and nothing else: the filter takes the place of whatever arguments say. The
 * removal of their account ends it (Mutation.deleteAccount).
 */
export function response(ctx: SubscribeContext): null {
  if (ctx.error) tryAgain();
  if (isGoing(ctx.result)) accountRemoved();
  const isCaller = { fieldName: 'recipient' as const, operator: 'eq' as const, value: callerId(ctx) };
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [isCaller] }] });
  extensions.setSubscriptionInvalidationFilter({ filterGroup: [{ filters: [isCaller] }] });
  return null;
}
