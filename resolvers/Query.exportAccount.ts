import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { ACCOUNT, BLOCKS, contactsKey, DEVICE, HALVES, type Key, REPORTS, TRIP_KEYS } from '../domain/keys.ts';
import * as limits from '../domain/limits.ts';
import type { AccountExport, QueryExportAccountArgs } from '../domain/schema.types.ts';
import { callerId } from './lib/appsync/caller.ts';
import { expression } from './lib/appsync/expression.ts';
import { tryAgain } from './lib/errors.ts';
import { pageToken, placeOf } from './lib/page.ts';
import { withPlainNumbers } from './lib/plainNumbers.ts';

type StoredItems = (Record<string, unknown> & Key)[];

type ExportContext = Context<
  QueryExportAccountArgs,
  { list: unknown[] },
  undefined,
  undefined,
  { items: StoredItems; nextToken: string | null } | null
>;

/** Greater than every character after these prefixes. */
const LAST = '~';

/** The sort key of any item. */
const ANY = '[\\x20-\\x7E]{1,1024}';

/** A person's partition holds everything that is stored about them. */
export function request(ctx: ExportContext): DynamoDBQueryRequest {
  const me = callerId(ctx);
  ctx.stash.list = ['exportAccount', me];
  const place = placeOf(ctx.args.nextToken, ctx.stash.list, ANY);
  return {
    operation: 'Query',
    query: place
      ? expression('username = :me AND created > :place', { ':me': me, ':place': place })
      : expression('username = :me', { ':me': me }),
    consistentRead: true,
    limit: limits.pageCandidates,
  };
}

export function response(ctx: ExportContext): AccountExport {
  if (ctx.error || !ctx.result) return tryAgain();
  const { items, nextToken } = ctx.result;
  const document: Record<string, StoredItems> = {
    account: [],
    contacts: [],
    trips: [],
    requests: [],
    devices: [],
    other: [],
  };
  for (const item of items) if (hiddenPrefix(item) === null) document[kindOf(item)]?.push(withPlainNumbers(item));
  const end = items[items.length - 1];
  // A page token can be read, so it must not name a blocker or a report.
  const last = end && (hiddenPrefix(end) === null ? end.created : `${hiddenPrefix(end)}${LAST}`);
  if (!nextToken) return { document: JSON.stringify(document), nextToken: null };
  return { document: JSON.stringify(document), nextToken: last ? pageToken(ctx.stash.list, last) : null };
}

/** The prefix of an item that its person must not see: nobody learns who has blocked or reported them. */
function hiddenPrefix({ created }: Key): string | null {
  if (created.startsWith(BLOCKS.blockedBy)) return BLOCKS.blockedBy;
  return created.startsWith(REPORTS.reported) ? REPORTS.reported : null;
}

function kindOf({ username, created }: Key): string {
  if (created === ACCOUNT) return 'account';
  if (created === contactsKey(username).created) return 'contacts';
  if (created > TRIP_KEYS.first && created < TRIP_KEYS.last) return 'trips';
  if (created.startsWith(DEVICE)) return 'devices';
  return HALVES[`${created.split('_')[0]}_`] ? 'requests' : 'other';
}
