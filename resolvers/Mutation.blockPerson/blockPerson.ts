import { NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey, blockedByKey, blockKey } from '../../domain/keys.ts';
import { isActive, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { check, failedAt, put, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import { personNotFound } from '../lib/errors.ts';
import type { BlockContext } from '../lib/safety/block.ts';

type WriteContext = BlockContext<TransactWriteResult | null>;

/** `pending` makes the reader of the stream close the open requests between the two people. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const me = callerId(ctx);
  const { id, name, since } = ctx.stash.person;
  const now = util.time.nowISO8601();
  const block = {
    ...blockKey(me, id),
    since: now,
    pending: now,
    ...(name === null ? {} : { name }),
    ...(since === null ? {} : { personsince: since }),
  };
  return transactWrite([
    isActive(ctx),
    check(ctx, accountKey(id), expression(NOT_REMOVING)),
    put(ctx, block),
    put(ctx, blockedByKey(me, id)),
  ]);
}

/** A repeated block replaces the first one, so repeating a try whose answer was lost does no harm. */
export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  if (failedAt(ctx.result, 1)) personNotFound();
  if (!ctx.error) answerWith(ctx, ctx.stash.person);
  return null;
}
