import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import {
  ACCOUNT,
  ALERTS,
  BLOCKS,
  contactsKey,
  DEVICE,
  HALVES,
  HIDDEN_KEYS,
  type Key,
  REPORTS,
  TRIP_KEYS,
} from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import type { AccountExport, QueryExportAccountArgs } from '../../domain/schema.types.ts';
import { type Answered, answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { tryAgain } from '../lib/errors.ts';
import { pageToken, placeOf } from '../lib/page.ts';
import { withPlainNumbers } from '../lib/plainNumbers.ts';

type StoredItem = Record<string, unknown> & Key;

/** What the steps of an export hand on. */
interface ExportStash extends Answered<AccountExport> {
  list?: unknown[];
  /** The range of keys that is read, and the key in it from which on. */
  range: number;
  next: string;
  /** What this page has found. */
  found: StoredItem[];
}

type ExportContext = Context<
  QueryExportAccountArgs,
  ExportStash,
  undefined,
  undefined,
  { items: StoredItem[]; nextToken: string | null } | null
>;

/** Greater than every character after these prefixes. */
const LAST = '~';

/**
 * The sort keys that an export shows, in three ranges. It reads nothing between them: the number of items on a page must not
 * tell a person who has blocked or reported them. After them is which alerts have reported their trips.
 */
const STARTS = [' ', `${BLOCKS.blockedBy}${LAST}`, `${REPORTS.reported}${LAST}`];
const ENDS = [BLOCKS.blockedBy, REPORTS.reported, HIDDEN_KEYS];

/** The sort key of any item that an export shows. */
const ANY = '[\\x20-\\x7D][\\x20-\\x7E]{0,1023}';

/** A person's partition holds everything that is stored about them. A step reads from one range. */
export function request(ctx: ExportContext): DynamoDBQueryRequest {
  skipIfAnswered(ctx);
  const me = callerId(ctx);
  if (!ctx.stash.list) begin(ctx, ['exportAccount', me]);
  const { range, next, found } = ctx.stash;
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :next AND :last', {
      ':me': me,
      ':next': next,
      ':last': ENDS[range],
    }),
    consistentRead: true,
    limit: limits.exportedItems - found.length,
  };
}

function begin(ctx: ExportContext, list: unknown[]): void {
  const place = placeOf(ctx.args.nextToken, list, ANY);
  ctx.stash.list = list;
  ctx.stash.found = [];
  ctx.stash.range = place === null ? 0 : ENDS.filter((end) => end <= place).length;
  const start = STARTS[ctx.stash.range] ?? '';
  // BETWEEN includes its bounds. No sort key continues another one with a space.
  ctx.stash.next = place !== null && place > start ? `${place} ` : start;
}

/** Answers when the page is full, or after the last range. */
export function response(ctx: ExportContext): null {
  if (ctx.error || !ctx.result) return tryAgain();
  const { list = [], range } = ctx.stash;
  const { items, nextToken } = ctx.result;
  ctx.stash.found = [...ctx.stash.found, ...items];
  const { found } = ctx.stash;
  const start = STARTS[range + 1];
  const isFull = found.length >= limits.exportedItems;
  if (!nextToken && start !== undefined && !isFull) {
    ctx.stash.range = range + 1;
    ctx.stash.next = start;
    return null;
  }
  const last = found[found.length - 1]?.created;
  const hasMore = !!nextToken || start !== undefined;
  answerWith(ctx, { document: toDocument(found), nextToken: hasMore && last ? pageToken(list, last) : null });
  // Every later handler gets the whole stash.
  ctx.stash.found = [];
  return null;
}

function toDocument(items: StoredItem[]): string {
  const document: Record<string, StoredItem[]> = {
    account: [],
    contacts: [],
    trips: [],
    requests: [],
    devices: [],
    alerts: [],
    other: [],
  };
  for (const item of items) document[kindOf(item)]?.push(withPlainNumbers(item));
  return JSON.stringify(document);
}

function kindOf({ username, created }: Key): string {
  if (created === ACCOUNT) return 'account';
  if (created === contactsKey(username).created) return 'contacts';
  if (created > TRIP_KEYS.first && created < TRIP_KEYS.last) return 'trips';
  if (created.startsWith(DEVICE)) return 'devices';
  if (created.startsWith(ALERTS)) return 'alerts';
  return HALVES[`${created.split('_')[0]}_`] ? 'requests' : 'other';
}
