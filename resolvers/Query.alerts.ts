import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { CLOSINGS } from '../domain/keys.ts';
import * as limits from '../domain/limits.ts';
import type { RouteAlert } from '../domain/schema.types.ts';
import { type AlertItem, toAlert } from './lib/alerts/alert.ts';
import { callerId } from './lib/appsync/caller.ts';
import { expression } from './lib/appsync/expression.ts';
import { tryAgain } from './lib/errors.ts';
import type { StoredItem } from './lib/trips/trip.ts';

type AlertsContext = Context<
  unknown,
  Record<string, unknown>,
  undefined,
  undefined,
  { readonly items: StoredItem<AlertItem>[] } | null
>;

/** An alert's sort key is its `closing`, so the same bounds hold for both. */
export function request(ctx: AlertsContext): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ':me': callerId(ctx),
      ':first': CLOSINGS.firstAlert,
      ':last': CLOSINGS.lastAlert,
    }),
    scanIndexForward: false,
    limit: limits.pageCandidates,
    consistentRead: true,
  };
}

export function response(ctx: AlertsContext): RouteAlert[] {
  if (ctx.error || !ctx.result) return tryAgain();
  return ctx.result.items.map(toAlert).filter((alert): alert is RouteAlert => alert !== null);
}
