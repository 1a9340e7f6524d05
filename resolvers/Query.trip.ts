import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import type { QueryTripArgs } from '../domain/schema.types.ts';
import { callerId } from './lib/appsync/caller.ts';
import { tryAgain } from './lib/errors.ts';
import { tripKey } from './lib/ids.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './lib/trips/trip.ts';

export function request(ctx: Context<QueryTripArgs>) {
  // The traveler edits what this reads, and an old version would end in a VersionConflict.
  return get({ key: { ...tripKey(ctx.args.id, 'id') }, consistentRead: true });
}

export function response(
  ctx: Context<QueryTripArgs, Record<string, unknown>, undefined, undefined, StoredItem<TripItem> | null>,
): TripAnswer | null {
  if (ctx.error) return tryAgain();
  return toTrip(ctx.result, callerId(ctx));
}
