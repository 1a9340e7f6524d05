import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { closingPattern, CLOSINGS } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { QuerySearchTripsArgs, TripFilter } from '../../../domain/schema.types.ts';
import { passes } from '../../../domain/tripFilter.ts';
import { type Answered, answerWith } from '../appsync/answer.ts';
import { expression } from '../appsync/expression.ts';
import { tryAgain } from '../errors.ts';
import { type Page, toPage } from '../page.ts';
import { fits } from '../pattern.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './trip.ts';

/** The state of a search between its steps. */
export interface Search {
  index: string;
  partitionKey: string;
  city: string;
  /** What the page token is bound to. */
  list: unknown[];
  size: number;
  filter: TripFilter;
  me: string;
  /** `closing` of the last trip looked at. It starts with the first day that is not over, so closed trips are not read. */
  after: string;
  /** The last well-formed `closing` that was looked at. */
  place: string | null;
  /** How many trips were looked at. */
  seen: number;
  found: { item: TripAnswer; place: string }[];
}

export type SearchContext = Context<
  QuerySearchTripsArgs,
  Answered<Page<TripAnswer>> & { search: Search },
  undefined,
  undefined,
  { items: StoredItem<TripItem>[]; nextToken: string | null } | null
>;

/** Reads trips that still accept requests, the soonest closing first. It ends before the route alerts of the index. */
export function queryTrips({ index, partitionKey, city, after }: Search, limit: number): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index,
    query: expression(`${partitionKey} = :city AND closing BETWEEN :next AND :last`, {
      ':city': city,
      // BETWEEN includes its bounds. No `closing` continues another one with a space.
      ':next': `${after} `,
      ':last': CLOSINGS.lastTrip,
    }),
    limit,
  };
}

/** Adds what a query read to the page, and answers once the page is complete. */
export function collect(ctx: SearchContext): null {
  if (ctx.error || !ctx.result) return tryAgain();
  const { search } = ctx.stash;
  const { items, nextToken } = ctx.result;
  const form = closingPattern();
  for (const item of items) {
    const place = item.closing;
    // A token never names a malformed place.
    if (typeof place === 'string') search.after = place;
    if (fits(form, place)) {
      search.place = place;
      const trip = toTrip(item, search.me);
      if (trip && !trip.mine && passes(trip, search.filter)) search.found.push({ item: trip, place });
    }
  }
  search.seen += items.length;
  const page = toPage(search.list, search.found, search.size, nextToken ? search.place : null);
  // One trip more than the page holds shows that there is a next page.
  const isComplete = !nextToken || search.found.length > search.size || search.seen >= limits.pageCandidates;
  if (!isComplete) return null;
  answerWith(ctx, page);
  // Every later handler gets the whole stash, which already holds the page.
  search.found = [];
  return null;
}
