import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import { expression } from './expression.ts';
import { closingPattern } from './keys.ts';
import * as limits from './limits.ts';
import { type Page, toPage } from './page.ts';
import type { QuerySearchTripsArgs, TripFilter } from './schema.types.ts';
import { passes } from './searchRules.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './trip.ts';
import { fits } from './pattern.ts';

/** One search, as its steps hand it on. */
export interface Search {
  index: string;
  partitionKey: string;
  city: string;
  /** What the page token is bound to. */
  list: unknown[];
  size: number;
  filter: TripFilter;
  me: string;
  /** `closing` of the last trip looked at; at first today, behind which nothing has closed. */
  after: string;
  /** The last well-formed `closing` that was looked at. */
  place: string | null;
  /** How many trips were looked at. */
  seen: number;
  found: { item: TripAnswer; place: string }[];
  /** Whether the page can be answered. */
  isComplete: boolean;
}

export type SearchContext = Context<
  QuerySearchTripsArgs,
  { search: Search },
  { result: Page<TripAnswer> },
  undefined,
  { items: StoredItem<TripItem>[]; nextToken: string | null } | null
>;

/** Reads trips that still accept requests, the soonest closing first. */
export function queryTrips({ index, partitionKey, city, after }: Search, limit: number): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    index,
    query: expression(`${partitionKey} = :city AND closing > :after`, { ':city': city, ':after': after }),
    limit,
  };
}

/** Takes in what a query read, and answers the page as far as it is known. */
export function collect(ctx: SearchContext): Page<TripAnswer> {
  if (ctx.error || !ctx.result) tryAgain();
  const { search } = ctx.stash;
  const { items, nextToken } = ctx.result;
  const form = closingPattern();
  for (const item of items) {
    const place = item.closing;
    // A malformed place is read past, but no token names it.
    if (typeof place === 'string') search.after = place;
    if (fits(form, place)) {
      search.place = place;
      const trip = toTrip(item);
      if (trip && trip.traveler !== search.me && passes(trip, search.filter)) search.found.push({ item: trip, place });
    }
  }
  search.seen += items.length;
  const page = toPage(search.list, search.found, search.size, nextToken ? search.place : null);
  // One trip more than the page holds tells that there is a next one.
  search.isComplete = !nextToken || search.found.length > search.size || search.seen >= limits.pageCandidates;
  // Each handler is handed the whole stash: what the page has in it need not go along.
  if (search.isComplete) search.found = [];
  return page;
}
