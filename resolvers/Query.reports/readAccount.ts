import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../../domain/keys.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = Context<unknown, Record<string, unknown>, undefined, undefined, StoredItem<AccountItem> | null>;

/** The token of a moderator who has been suspended is valid for up to 15 minutes more. */
export function request(ctx: ReadContext) {
  return get({ key: { ...accountKey(callerId(ctx)) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  refuseInactive(ctx.result);
  return null;
}
