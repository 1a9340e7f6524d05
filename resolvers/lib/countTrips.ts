import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import { expression } from './expression.ts';
import { TRIP_KEYS } from './keys.ts';
import * as limits from './limits.ts';
import { type StoredItem, toTrip, type TripItem } from './trip.ts';

/** `ctx.result` of the query that counts. */
export type CountResult = { readonly items: StoredItem<TripItem>[] } | null;

/** Reads a person's trips. They are few: nobody who has 200 needs to be told the exact number. */
export function countTrips(username: string): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ':me': username,
      ':first': TRIP_KEYS.first,
      ':last': TRIP_KEYS.last,
    }),
    limit: limits.pageCandidates,
    consistentRead: true,
  };
}

/** How many of them count: what has expired or is malformed can neither be seen nor deleted, so it must not. */
export function tripsIn(
  ctx: Pick<Context<unknown, Record<string, unknown>, undefined, undefined, CountResult>, 'error' | 'result'>,
): number {
  if (ctx.error || !ctx.result) tryAgain();
  return ctx.result.items.filter((item) => toTrip(item) !== null).length;
}
