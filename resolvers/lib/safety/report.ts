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
import { toDateTime } from '../dates.ts';
import { fits } from '../pattern.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';

/** A report as it is stored under `reportKey`. */
export interface ReportItem {
  username: string;
  created: string;
  about: string;
  aboutname: string;
  by: string;
  byname: string;
  tripid: string;
  requestid: string;
  /** JSON. */
  content: string;
  reason: ReportReason;
  words: string;
  decided: string;
}

/** A report without what `Person.since` reads. */
export interface ReportAnswer extends Omit<Report, 'about' | 'by'> {
  about: Omit<Person, 'since'>;
  by: Omit<Person, 'since'>;
}

export const STATUSES: ReportStatus[] = ['OPEN', 'DISMISSED', 'SUSPENDED'];

export type DecideContext<Result> = Context<
  MutationDecideReportArgs,
  Answered<ReportAnswer> & { report?: StoredItem<ReportItem>; found?: ReportAnswer },
  undefined,
  undefined,
  Result
>;

/** Whether this is the id of a report. */
export function isReportId(id: string): boolean {
  return fits(CREATED, id);
}

/** The answer for a stored report; null when it is malformed. */
export function toReport(item: StoredItem<ReportItem> & { readonly created?: unknown }): ReportAnswer | null {
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
    about: { id: about, name: textOf(item.aboutname) },
    by: { id: by, name: textOf(item.byname) },
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

function textOf(value: unknown): string | null {
  return isFilled(value) ? value : null;
}

/** The keys of the items by which a removal finds a report, in the partitions of the two people. */
export function linkKeys(id: string, by: string, about: string): [Key, Key] {
  return [
    { username: by, created: `${REPORTS.reporter}${id}` },
    { username: about, created: `${REPORTS.reported}${id}` },
  ];
}
