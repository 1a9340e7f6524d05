import { ask } from './api/ask.ts';
import { Reports, type ReportsQuery, type ReportStatus } from './api/operations.types.ts';
import type { Page } from './api/pages.ts';
import type { ItemCategory } from './api/types.ts';

export type OneReport = ReportsQuery['reports']['items'][number];

/** Reports in a status, the oldest first. Only a moderator may call it. */
export function loadReports(status: ReportStatus): (nextToken: string | null) => Promise<Page<OneReport>> {
  return async (nextToken) => (await ask(Reports, { status, nextToken })).reports;
}

/** One category of a reported trip or request. */
export interface ReportedItem {
  readonly category: ItemCategory;
  readonly kg: number;
  readonly pieces?: number | null;
  readonly cost: number;
}

/** The copy of the reported trip or request. */
export interface Reported {
  readonly fromCity: string;
  readonly toCity: string;
  readonly travelDate: string;
  readonly currency: string;
  /** What a trip offers. */
  readonly allowed?: readonly ReportedItem[];
  /** What a request asks for. */
  readonly items?: readonly ReportedItem[];
  readonly note?: string | null;
}

/** The copy in a report, which the API made when the person was reported. */
export function reportedIn({ content }: OneReport): Reported {
  return JSON.parse(content) as Reported;
}
