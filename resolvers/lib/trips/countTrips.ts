import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { TRIP_KEYS } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { expression } from '../appsync/expression.ts';
import { tryAgain } from '../errors.ts';
import { type StoredItem, toCapacity, type TripItem } from './trip.ts';

/** `ctx.result` of the query that counts. */
export type CountResult = { readonly items: StoredItem<TripItem>[] } | null;

/** Reads a person's trips, at most 200. The limit is far lower, so a higher number need not be exact. */
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

/** How many of them count: an expired or malformed trip can neither be seen nor deleted, so it does not count. */
export function tripsIn(
  ctx: Pick<Context<unknown, Record<string, unknown>, undefined, undefined, CountResult>, 'error' | 'result'>,
): number {
  if (ctx.error || !ctx.result) return tryAgain();
  return ctx.result.items.filter((item) => toCapacity(item) !== null).length;
}
