import { ACTIVE, NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey, reportKey } from '../../domain/keys.ts';
import { type AccountItem, displayName, refuseInactive, reportsOn, storedSince } from '../lib/account/account.ts';
import { tokenName } from '../lib/account/names.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import {
  check,
  failedAt,
  put,
  putNew,
  transactWrite,
  type TransactWriteResult,
  updateIf,
} from '../lib/appsync/transaction.ts';
import { utcDay } from '../lib/dates.ts';
import { personNotFound } from '../lib/errors.ts';
import type { ReportContext } from '../lib/safety/makeReport.ts';
import { linkKeys } from '../lib/safety/report.ts';
import { isFilled, newTripKey, plain, type StoredItem } from '../lib/trips/trip.ts';

type WriteContext = ReportContext<TransactWriteResult<StoredItem<AccountItem>> | null>;

/** Counts the report in the caller's account, and puts it with the two items by which a removal finds it. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { subject, words, account, other } = ctx.stash;
  if (!subject) return skipStep();
  const me = callerId(ctx);
  const { person: about, reason } = ctx.args.input;
  const id = ctx.stash.id || newTripKey(me).created;
  ctx.stash.id = id;
  const name = isFilled(account.name) ? account.name : tokenName(ctx);
  const aboutName = displayName(other);
  const aboutSince = storedSince(other);
  const bySince = storedSince(account);
  const people = {
    about,
    by: me,
    ...(aboutName === null ? {} : { aboutname: aboutName }),
    ...(aboutSince === null ? {} : { aboutsince: aboutSince }),
    ...(name === null ? {} : { byname: name }),
    ...(bySince === null ? {} : { bysince: bySince }),
  };
  const report = {
    ...reportKey('OPEN', id),
    ...people,
    ...(subject.tripId ? { tripid: subject.tripId } : {}),
    ...(subject.requestId ? { requestid: subject.requestId } : {}),
    content: subject.content,
    reason,
    ...(words === null ? {} : { words }),
  };
  const [own, theirs] = linkKeys(id, me, about);
  const ownLink = { ...own, about, by: me, reason, ...(words === null ? {} : { words }) };
  const otherLink = { ...theirs, about, by: me };
  return transactWrite([
    count(ctx, id),
    check(ctx, accountKey(about), expression(NOT_REMOVING)),
    putNew(ctx, report),
    put(ctx, ownLink),
    put(ctx, otherLink),
  ]);
}

function count(ctx: WriteContext, id: string) {
  const { account } = ctx.stash;
  const today = utcDay();
  const isFirst = account.dayreports === undefined;
  return updateIf(
    ctx,
    accountKey(callerId(ctx)),
    expression('SET reportday = :today, dayreports = :next, lastreport = :id', {
      ':today': today,
      ':next': reportsOn(account, today) + 1,
      ':id': id,
    }),
    expression(
      `${ACTIVE} AND ${isFirst ? 'attribute_not_exists(dayreports)' : 'dayreports = :before AND lastreport <> :id'}`,
      isFirst ? {} : { ':before': plain(account.dayreports) },
    ),
  );
}

/** Answers if the report is stored, and fails if no further try can succeed. */
export function response(ctx: WriteContext): null {
  if (!ctx.stash.subject) return null;
  const account = failedAt(ctx.result, 0)?.item;
  // An earlier try went through, but its answer was lost.
  const isStored = !ctx.error || (account !== null && account !== undefined && account.lastreport === ctx.stash.id);
  if (isStored) {
    answerWith(ctx, true);
    return null;
  }
  refuseInactive(account);
  if (failedAt(ctx.result, 1)) personNotFound();
  if (failedAt(ctx.result, 2)) ctx.stash.id = '';
  return null;
}
