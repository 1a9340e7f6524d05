import { ACTIVE } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import { introduce } from '../lib/account/names.ts';
import { toAlert } from '../lib/alerts/alert.ts';
import type { CreateAlertContext } from '../lib/alerts/createAlert.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { failedAt, put, transactWrite, type TransactWriteResult, updateIf } from '../lib/appsync/transaction.ts';
import { plain, type StoredItem } from '../lib/trips/trip.ts';

type WriteContext = CreateAlertContext<TransactWriteResult<StoredItem<AccountItem>> | null>;

/**
 * Puts the alert. The count in the account is as it was read with the alerts, so none was created since, and the limit holds.
 */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { alert, account } = ctx.stash;
  if (!alert) return skipStep();
  const before = typeof account.alerts === 'number' ? account.alerts + 0 : 0;
  const { sets, values } = introduce({ account }, null);
  return transactWrite([
    updateIf(
      ctx,
      accountKey(callerId(ctx)),
      expression(`SET ${['alerts = :next', ...sets].join(', ')}`, { ':next': before + 1, ...values }),
      account.alerts === undefined
        ? expression(`${ACTIVE} AND attribute_not_exists(alerts)`)
        : expression(`${ACTIVE} AND alerts = :before`, { ':before': plain(account.alerts) }),
    ),
    put(ctx, alert),
  ]);
}

/** Answers with the alert. If another alert was created since the read, the next try reads again. */
export function response(ctx: WriteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  const alert = ctx.error ? null : toAlert(ctx.stash.alert);
  if (alert) answerWith(ctx, alert);
  return null;
}
