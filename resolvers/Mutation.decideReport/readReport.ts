import { reportKey } from '../../domain/keys.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { transactGet, type TransactGetResult } from '../lib/appsync/transaction.ts';
import { alreadyDecided, fail, invalid, reportNotFound } from '../lib/errors.ts';
import {
  type DecideContext,
  endSubscriptions,
  isReportId,
  type ReportItem,
  STATUSES,
  toReport,
} from '../lib/safety/report.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = DecideContext<TransactGetResult<StoredItem<ReportItem>> | null>;

/** Reads the report in every status. */
export function request(ctx: ReadContext) {
  skipIfAnswered(ctx);
  const { id } = ctx.args.input;
  if (!isReportId(id)) return invalid('id', 'format', 'This is not the id of a report.');
  return transactGet(
    ctx,
    STATUSES.map((status) => reportKey(status, id)),
  );
}

/** The same decision again answers with the report: phones repeat. */
export function response(ctx: ReadContext): null {
  if (ctx.error || !ctx.result?.items) return null;
  let stored: StoredItem<ReportItem> | null = null;
  for (const item of ctx.result.items) if (item) stored = item;
  const found = stored ? toReport(stored) : null;
  if (!stored || !found) return reportNotFound();
  if (found.about.id === callerId(ctx)) return fail('NotAllowed', 'You cannot decide a report about yourself.', {});
  const wanted = ctx.args.input.decision === 'SUSPEND' ? 'SUSPENDED' : 'DISMISSED';
  if (found.status === wanted) {
    // The answer of the call that has suspended the person may be lost.
    endSubscriptions(found);
    answerWith(ctx, found);
  } else if (found.status !== 'OPEN') return alreadyDecided(found.status);
  ctx.stash.report = stored;
  ctx.stash.found = found;
  return null;
}
