import { callerId } from '../lib/appsync/caller.ts';
import { tripNotFound, tryAgain } from '../lib/errors.ts';
import type { DeleteTripContext } from '../lib/trips/deleteTrip.ts';
import { readOwnTrip } from '../lib/trips/ownTrip.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trips/trip.ts';

type ReadContext = DeleteTripContext<StoredItem<TripItem> | null>;

export function request(ctx: ReadContext) {
  return readOwnTrip(ctx, ctx.args.id);
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  const trip = toTrip(ctx.result, callerId(ctx));
  if (!trip) return tripNotFound();
  ctx.stash.trip = trip;
  return null;
}
