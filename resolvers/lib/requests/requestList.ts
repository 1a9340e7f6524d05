import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { CREATED, type Party, PREFIXES, USER_ID } from '../../../domain/keys.ts';
import type { RequestStatus } from '../../../domain/schema.types.ts';
import { type Answered, answerWith } from '../appsync/answer.ts';
import { callerId } from '../appsync/caller.ts';
import { expression } from '../appsync/expression.ts';
import { tryAgain } from '../errors.ts';
import { toPlace } from '../ids.ts';
import { type Page, pageSize, placeOf, toPage } from '../page.ts';
import { fits } from '../pattern.ts';
import type { StoredItem } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import { type RequestAnswer, toRequest } from './request.ts';

interface Arguments {
  status: RequestStatus;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}

/** What the steps of a list hand on. */
export interface ListStash extends Answered<Page<RequestAnswer>> {
  size: number;
  list: unknown[];
  form: string;
  place: string | null;
  /** The page, if it has requests of the first app. Their terms must be read from their trips. */
  page?: Page<RequestAnswer>;
}

/** A list of one person's halves in a status. */
export type ListContext<Args extends Arguments> = Context<
  Args,
  ListStash,
  undefined,
  undefined,
  { items: StoredItem<RequestHalf>[]; nextToken: string | null } | null
>;

/** Greater than every character of a key. */
const END = '~';

/**
 * Reads the caller's halves in a status, those for the newest trips first.
 * @param tripid only those for this trip; null for all
 */
export function queryHalves(ctx: ListContext<Arguments>, party: Party, tripid: string | null): DynamoDBQueryRequest {
  const { status, limit, nextToken } = ctx.args;
  const me = callerId(ctx);
  const prefix = PREFIXES[status][party];
  const list = [me, prefix, tripid];
  const form = `${prefix}${tripid ?? CREATED}_${USER_ID}`;
  const place = placeOf(nextToken, list, form);
  const size = pageSize(limit);
  ctx.stash.size = size;
  ctx.stash.list = list;
  ctx.stash.form = form;
  ctx.stash.place = place;
  const first = tripid === null ? prefix : `${prefix}${tripid}_`;
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ':me': me,
      ':first': first,
      ':last': place ?? `${first}${END}`,
    }),
    scanIndexForward: false,
    consistentRead: true,
    // Two more: the item of the token, which BETWEEN reads again, and one that shows whether there is a next page.
    limit: size + 2,
  };
}

/** Answers with the page that was read, unless some of its requests lack their terms. */
export function keepPage(ctx: ListContext<Arguments>): null {
  const page = pageOfHalves(ctx);
  if (page.items.some(({ hasTerms }) => !hasTerms)) ctx.stash.page = page;
  else answerWith(ctx, page);
  return null;
}

/** A page of what was read. It is shorter than the limit only if expired or malformed halves were left out. */
function pageOfHalves(ctx: ListContext<Arguments>): Page<RequestAnswer> {
  if (ctx.error || !ctx.result) return tryAgain();
  const { size, list, form, place } = ctx.stash;
  const found: { item: RequestAnswer; place: string }[] = [];
  let seen: string | null = null;
  for (const half of ctx.result.items) {
    if (fits(form, half.created) && half.created !== place) {
      seen = half.created;
      const stands = toPlace(half);
      const item = stands && toRequest(half, stands);
      if (item) found.push({ item, place: half.created });
    }
  }
  return toPage(list, found, size, ctx.result.nextToken ? seen : null);
}
