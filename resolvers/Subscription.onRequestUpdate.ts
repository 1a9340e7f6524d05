import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../domain/keys.ts';
import { type AccountItem, refuseInactive } from './lib/account/account.ts';
import { extensions } from './lib/appsync/appsync.ts';
import { callerId } from './lib/appsync/caller.ts';
import { tryAgain } from './lib/errors.ts';
import type { StoredItem } from './lib/trips/trip.ts';

type SubscribeContext = Context<unknown, Record<string, unknown>, undefined, undefined, StoredItem<AccountItem> | null>;

export function request(ctx: SubscribeContext) {
  return get({ key: { ...accountKey(callerId(ctx)) }, consistentRead: true });
}

/**
 * Passes only updates for the caller: the filter replaces the subscription's arguments. The removal of the caller's account
 * ends the subscription (Mutation.deleteAccount).
 */
export function response(ctx: SubscribeContext): null {
  if (ctx.error) return tryAgain();
  refuseInactive(ctx.result);
  const me = callerId(ctx);
  // The filter is written out twice: in a constant, AWS's type check would take `eq` for any string.
  extensions.setSubscriptionFilter({
    filterGroup: [{ filters: [{ fieldName: 'recipient', operator: 'eq', value: me }] }],
  });
  extensions.setSubscriptionInvalidationFilter({
    filterGroup: [{ filters: [{ fieldName: 'recipient', operator: 'eq', value: me }] }],
  });
  return null;
}
