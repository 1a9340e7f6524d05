import { deviceKey, tokenKey } from '../../domain/keys.ts';
import { type AccountItem, isActive, refuseInactive } from '../lib/account/account.ts';
import type { RemoveContext } from '../lib/account/device.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { deleteIf, failedAt, remove, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type WriteContext = RemoveContext<TransactWriteResult<StoredItem<AccountItem>> | null>;

export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { token } = ctx.args;
  const me = callerId(ctx);
  return transactWrite([
    isActive(ctx),
    deleteIf(ctx, tokenKey(token), expression('#owner = :me', { ':me': me })),
    remove(ctx, deviceKey(me, token)),
  ]);
}

export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  if (failedAt(ctx.result, 1)) answerWith(ctx, false);
  else if (!ctx.error) answerWith(ctx, true);
  return null;
}
