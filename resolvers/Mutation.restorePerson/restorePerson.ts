import { NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import { isActive, isGoing, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { expression } from '../lib/appsync/expression.ts';
import { failedAt, transactWrite, type TransactWriteResult, updateIf } from '../lib/appsync/transaction.ts';
import { personNotFound } from '../lib/errors.ts';
import type { BlockContext } from '../lib/safety/block.ts';

type WriteContext = BlockContext<TransactWriteResult | null>;

/** `suspending` makes the reader of the stream show the person's trips again and enable their user. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  return transactWrite([
    isActive(ctx),
    updateIf(
      ctx,
      accountKey(ctx.stash.person.id),
      expression('SET suspending = :now REMOVE suspended', { ':now': util.time.nowISO8601() }),
      expression(`${NOT_REMOVING} AND attribute_exists(suspended)`),
    ),
  ]);
}

/** If the condition failed, an earlier try or another moderator has restored the person. */
export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  const failed = failedAt(ctx.result, 1);
  if (failed && isGoing(failed.item)) personNotFound();
  if (failed || !ctx.error) answerWith(ctx, ctx.stash.person);
  return null;
}
