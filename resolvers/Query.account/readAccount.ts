import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../../domain/keys.ts';
import { type AccountContext, type AccountItem, isGoing } from '../lib/account/account.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { accountRemoved, tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = AccountContext<unknown, StoredItem<AccountItem> | null>;

export function request(ctx: ReadContext) {
  return get({ key: { ...accountKey(callerId(ctx)) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  if (isGoing(ctx.result)) accountRemoved();
  ctx.stash.account = ctx.result ?? {};
  return null;
}
