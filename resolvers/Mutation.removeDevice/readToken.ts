import { accountKey, tokenKey } from '../../domain/keys.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import { checkToken, type RemoveContext, type TokenItem } from '../lib/account/device.ts';
import { answerWith } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { transactGet, type TransactGetResult } from '../lib/appsync/transaction.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = RemoveContext<TransactGetResult<StoredItem<AccountItem & TokenItem>> | null>;

export function request(ctx: ReadContext) {
  checkToken(ctx.args.token);
  return transactGet(ctx, [accountKey(callerId(ctx)), tokenKey(ctx.args.token)]);
}

/** There is nothing to remove when the token is not the caller's. */
export function response(ctx: ReadContext): null {
  if (ctx.error || !ctx.result?.items) return tryAgain();
  const [account, token] = ctx.result.items;
  refuseInactive(account);
  if (token?.owner !== callerId(ctx)) answerWith(ctx, false);
  return null;
}
