import { get } from '@aws-appsync/utils/dynamodb';
import { isGoing, type AccountContext, type AccountItem } from '../lib/account.ts';
import { callerId } from '../lib/caller.ts';
import { accountRemoved, tryAgain } from '../lib/errors.ts';
import { accountKey } from '../lib/keys.ts';
import type { StoredItem } from '../lib/trip.ts';

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
