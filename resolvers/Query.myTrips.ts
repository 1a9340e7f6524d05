import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';

import { CREATED, TRIP_KEYS } from '../domain/keys.ts';
import * as limits from '../domain/limits.ts';
import type { QueryMyTripsArgs, TripPeriod } from '../domain/schema.types.ts';
import { callerId } from './lib/appsync/caller.ts';
import { expression } from './lib/appsync/expression.ts';
import { firstOpenDay } from './lib/dates.ts';
import { tryAgain } from './lib/errors.ts';
import { pageSize, placeOf, toPage } from './lib/page.ts';
import { fits } from './lib/pattern.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './lib/trips/trip.ts';

type MyTripsContext = Context<
  QueryMyTripsArgs,
  { period: TripPeriod; size: number; list: unknown[]; place: string | null },
  undefined,
  undefined,
  { items: StoredItem<TripItem>[]; nextToken: string | null } | null
>;

/** Reads newest first. A person has few trips, so one query reads the trips of both periods. */
export function request(ctx: MyTripsContext): DynamoDBQueryRequest {
  const me = callerId(ctx);
  const period = ctx.args.when ?? 'ACTIVE';
  const list = ['myTrips', me, period];
  const place = placeOf(ctx.args.nextToken, list, CREATED);
  ctx.stash.period = period;
  ctx.stash.size = pageSize(ctx.args.limit);
  ctx.stash.list = list;
  ctx.stash.place = place;
  return {
    operation: 'Query',
    query: expression('username = :me AND created BETWEEN :first AND :last', {
      ':me': me,
      ':first': TRIP_KEYS.first,
      ':last': place ?? TRIP_KEYS.last,
    }),
    scanIndexForward: false,
    consistentRead: true,
    limit: limits.pageCandidates,
  };
}

function isIn(period: TripPeriod, { travelDate }: TripAnswer): boolean {
  const isOver = travelDate < firstOpenDay();
  return period === 'ARCHIVED' ? isOver : !isOver;
}

export function response(ctx: MyTripsContext) {
  if (ctx.error || !ctx.result) return tryAgain();
  const me = callerId(ctx);
  const { period, size, list, place } = ctx.stash;
  const found: { item: TripAnswer; place: string }[] = [];
  let seen: string | null = null;
  for (const item of ctx.result.items) {
    // BETWEEN includes the place of the token, so it is read again.
    if (fits(CREATED, item.created) && item.created !== place) {
      seen = item.created;
      const trip = toTrip(item, me);
      if (trip && isIn(period, trip)) found.push({ item: trip, place: item.created });
    }
  }
  const rest = ctx.result.nextToken ? seen : null;
  return toPage(list, found, size, rest);
}
