import type { Context } from '@aws-appsync/utils';

import { CREATED, type Key, REPORTS } from '../../../domain/keys.ts';
import type {
  MutationDecideReportArgs,
  Person,
  Report,
  ReportReason,
  ReportStatus,
} from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { extensions } from '../appsync/appsync.ts';
import { isDate, toDateTime } from '../dates.ts';
import { fits } from '../pattern.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';

/** A report as it is stored under `reportKey`. */
export interface ReportItem {
  username: string;
  created: string;
  /** The two people, with their names and the first days of their accounts when the report was made. */
  about: string;
  aboutname: string;
  aboutsince: string;
  by: string;
  byname: string;
  bysince: string;
  tripid: string;
  requestid: string;
  /** JSON. */
  content: string;
  reason: ReportReason;
  words: string;
  decided: string;
}

export const STATUSES: ReportStatus[] = ['OPEN', 'DISMISSED', 'SUSPENDED'];

export type DecideContext<Result> = Context<
  MutationDecideReportArgs,
  Answered<Report> & { report?: StoredItem<ReportItem>; found?: Report },
  undefined,
  undefined,
  Result
>;

/** Whether this is the id of a report. */
export function isReportId(id: string): boolean {
  return fits(CREATED, id);
}

/** The answer for a stored report; null when it is malformed. */
export function toReport(item: StoredItem<ReportItem> & { readonly created?: unknown }): Report | null {
  const { created, about, by, content, reason } = item;
  if (typeof created !== 'string' || !isFilled(about) || !isFilled(by) || !isFilled(content) || !isFilled(reason))
    return null;
  const [state, id] = created.split('_');
  const status = STATUSES.find((one) => one === state);
  const why = REASONS.find((one) => one === reason);
  if (!status || !why || !id || !isReportId(id)) return null;
  return {
    id,
    status,
    about: toPerson(about, item.aboutname, item.aboutsince),
    by: toPerson(by, item.byname, item.bysince),
    tripId: textOf(item.tripid),
    requestId: textOf(item.requestid),
    content,
    reason: why,
    words: textOf(item.words),
    reportedAt: toDateTime(id),
    decidedAt: textOf(item.decided),
  };
}

const REASONS: ReportReason[] = ['SPAM', 'FRAUD', 'HARASSMENT', 'FORBIDDEN_GOODS', 'IMPERSONATION', 'OTHER'];

function toPerson(id: string, name: unknown, since: unknown): Person {
  return { id, name: textOf(name), since: isDate(since) ? since : null };
}

function textOf(value: unknown): string | null {
  return isFilled(value) ? value : null;
}

/** Ends the subscriptions of a suspended person. */
export function endSubscriptions({ status, about }: Report): void {
  if (status !== 'SUSPENDED') return;
  extensions.invalidateSubscriptions({ subscriptionField: 'onRequestUpdate', payload: { recipient: about.id } });
}

/** The keys of the items by which a removal finds a report, in the partitions of the two people. */
export function linkKeys(id: string, by: string, about: string): [Key, Key] {
  return [
    { username: by, created: `${REPORTS.reporter}${id}` },
    { username: about, created: `${REPORTS.reported}${id}` },
  ];
}
