import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { util } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import { expression } from './expression.ts';
import { TRIP_KEYS } from './keys.ts';

/** `ctx.result` of the query that counts. */
export type CountResult = { readonly items: readonly unknown[] } | null;

/** Finds a person's trips that have not expired, by their keys alone. */
export function countTrips(username: string): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ':me': username,
      ':first': TRIP_KEYS.first,
      ':last': TRIP_KEYS.last,
    }),
    filter: expression('tstamp > :now', { ':now': util.time.nowEpochSeconds() }),
    projection: { expression: 'created' },
    consistentRead: true,
  };
}

/** How many trips the query found. */
export function tripsIn(
  ctx: Pick<Context<unknown, Record<string, unknown>, undefined, undefined, CountResult>, 'error' | 'result'>,
): number {
  if (ctx.error || !ctx.result) tryAgain();
  return ctx.result.items.length;
}
