import { NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey, reportKey } from '../../domain/keys.ts';
import type { Report } from '../../domain/schema.types.ts';
import { type AccountItem, isActive, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { expression } from '../lib/appsync/expression.ts';
import {
  deleteIf,
  failedAt,
  putNew,
  transactWrite,
  type TransactWriteResult,
  updateIf,
} from '../lib/appsync/transaction.ts';
import { personNotFound } from '../lib/errors.ts';
import { type DecideContext, endSubscriptions } from '../lib/safety/report.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type WriteContext = DecideContext<TransactWriteResult<StoredItem<AccountItem>> | null>;

/** Moves the report to its new status. SUSPEND also suspends the account, in the same transaction. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { found, report } = ctx.stash;
  if (!found) return skipStep();
  const now = util.time.nowISO8601();
  const next: Report = { ...found, status: statusOf(ctx), decidedAt: now };
  ctx.stash.found = next;
  const item = { ...report, ...reportKey(next.status, next.id), decided: now };
  return transactWrite([
    isActive(ctx),
    deleteIf(ctx, reportKey('OPEN', next.id), expression('attribute_exists(created)')),
    putNew(ctx, item),
    ...(next.status === 'SUSPENDED' ? [suspend(ctx, next.about.id, now)] : []),
  ]);
}

function statusOf({ args }: WriteContext): 'SUSPENDED' | 'DISMISSED' {
  return args.input.decision === 'SUSPEND' ? 'SUSPENDED' : 'DISMISSED';
}

/** `suspending` makes the reader of the stream hide the person's trips, close their requests and disable their user. */
function suspend(ctx: WriteContext, person: string, now: string) {
  return updateIf(
    ctx,
    accountKey(person),
    expression('SET suspended = if_not_exists(suspended, :now), suspending = :now', { ':now': now }),
    expression(NOT_REMOVING),
  );
}

export function response(ctx: WriteContext): null {
  const { found } = ctx.stash;
  if (!found || ctx.error) {
    refuseInactive(failedAt(ctx.result, 0)?.item);
    if (failedAt(ctx.result, 3)) personNotFound();
    return null;
  }
  endSubscriptions(found);
  answerWith(ctx, found);
  return null;
}
