import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { CREATED, reportKey, REPORTS } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import type { QueryReportsArgs, Report, ReportConnection } from '../../domain/schema.types.ts';
import { type Answered, answerWith } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { tryAgain } from '../lib/errors.ts';
import { pageSize, placeOf, toPage } from '../lib/page.ts';
import { type ReportItem, toReport } from '../lib/safety/report.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReportsContext = Context<
  QueryReportsArgs,
  Answered<ReportConnection> & { size: number; list: unknown[] },
  undefined,
  undefined,
  { items: (StoredItem<ReportItem> & { created: string })[]; nextToken: string | null } | null
>;

/** Greater than every character of a report's id. */
const LAST = '~';

/** Reads the reports in a status, the oldest first. Another moderator decides those about the caller. */
export function request(ctx: ReportsContext): DynamoDBQueryRequest {
  const { status, limit, nextToken } = ctx.args;
  const list = ['reports', status];
  const place = placeOf(nextToken, list, `${status}_${CREATED}`);
  ctx.stash.size = Math.min(pageSize(limit), limits.reportsOfPage);
  ctx.stash.list = list;
  return {
    operation: 'Query',
    query: expression('username = :reports AND created BETWEEN :first AND :last', {
      ':reports': REPORTS.partition,
      // BETWEEN includes the first bound, so a token's place is continued by the next greater key.
      ':first': place === null ? reportKey(status, '').created : `${place} `,
      ':last': reportKey(status, LAST).created,
    }),
    consistentRead: true,
    // One more shows whether there is a next page.
    limit: ctx.stash.size + 1,
  };
}

export function response(ctx: ReportsContext): null {
  if (ctx.error || !ctx.result) return tryAgain();
  const { size, list } = ctx.stash;
  const me = callerId(ctx);
  const found: { item: Report; place: string }[] = [];
  for (const item of ctx.result.items) {
    const report = toReport(item);
    if (report && report.about.id !== me) found.push({ item: report, place: item.created });
  }
  const last = ctx.result.items[size]?.created;
  answerWith(ctx, toPage(list, found, size, last && found.length <= size ? last : null));
  return null;
}
