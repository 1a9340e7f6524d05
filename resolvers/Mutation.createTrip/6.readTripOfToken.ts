import { get } from '@aws-appsync/utils/dynamodb';
import { runtime } from '../lib/appsync.ts';
import { callerId } from '../lib/caller.ts';
import type { CreateTripContext } from '../lib/createTrip.ts';
import { tripNotFound, tryAgain } from '../lib/errors.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trip.ts';

type TripContext = CreateTripContext<StoredItem<TripItem> | null>;

/** The phone repeats a call whose answer it lost: it gets the trip that the call made. */
export function request(ctx: TripContext) {
  const { trip, repeated } = ctx.stash;
  if (trip) runtime.earlyReturn(trip);
  if (typeof repeated !== 'string') tryAgain();
  return get({ key: { username: callerId(ctx), created: repeated }, consistentRead: true });
}

export function response(ctx: TripContext) {
  if (ctx.error) tryAgain();
  return toTrip(ctx.result) ?? tripNotFound();
}
