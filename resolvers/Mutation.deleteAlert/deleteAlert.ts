import { alertKey } from '../../domain/keys.ts';
import { isActive, refuseInactive } from '../lib/account/account.ts';
import type { DeleteAlertContext } from '../lib/alerts/deleteAlert.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { failedAt, remove, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import { alertId } from '../lib/ids.ts';

type WriteContext = DeleteAlertContext<TransactWriteResult | null>;

/** Deleting a missing alert succeeds, so repeating a try whose answer was lost does no harm. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  return transactWrite([isActive(ctx), remove(ctx, alertKey(callerId(ctx), alertId(ctx.args.id)))]);
}

export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  if (!ctx.error) answerWith(ctx, ctx.stash.alert);
  return null;
}
