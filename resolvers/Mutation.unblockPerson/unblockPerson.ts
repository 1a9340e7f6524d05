import { blockedByKey, blockKey } from '../../domain/keys.ts';
import { isActive, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { failedAt, remove, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import type { BlockContext } from '../lib/safety/block.ts';

type WriteContext = BlockContext<TransactWriteResult | null>;

/** Deleting a missing block succeeds, so repeating a try whose answer was lost does no harm. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const me = callerId(ctx);
  const { id } = ctx.stash.person;
  return transactWrite([isActive(ctx), remove(ctx, blockKey(me, id)), remove(ctx, blockedByKey(me, id))]);
}

export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  if (!ctx.error) answerWith(ctx, ctx.stash.person);
  return null;
}
