import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import { expression } from './expression.ts';
import { CLOSING } from './keys.ts';
import { LIMITS } from './limits.ts';
import { toPage, type TripPage } from './page.ts';
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
  /** How many trips were looked at. */
  seen: number;
  found: { trip: TripAnswer; place: string }[];
  /** Whether the route ends here. */
  ended: boolean;
}

export type SearchContext = Context<
  QuerySearchTripsArgs,
  { search: Search },
  { result: TripPage },
  undefined,
  { items: StoredItem<TripItem>[]; nextToken: string | null } | null
>;

/** Whether the page can be answered. One trip more than the page holds tells that there is a next one. */
export function isComplete({ found, size, ended, seen }: Search): boolean {
  return ended || found.length > size || seen >= LIMITS.pageCandidates;
}

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
export function collect(ctx: SearchContext): TripPage {
  if (ctx.error || !ctx.result) tryAgain();
  const { search } = ctx.stash;
  const { items, nextToken } = ctx.result;
  const before = search.after;
  for (const item of items) {
    const place = item.closing;
    if (typeof place === 'string' && fits(CLOSING, place)) {
      search.after = place;
      const trip = toTrip(item);
      if (trip && trip.traveler !== search.me && passes(trip, search.filter)) search.found.push({ trip, place });
    }
  }
  search.seen += items.length;
  // Without a new place to read on from, nothing behind it can be reached either.
  search.ended = !nextToken || search.after === before;
  return toPage(search.list, search.found, search.size, search.ended ? null : search.after);
}
