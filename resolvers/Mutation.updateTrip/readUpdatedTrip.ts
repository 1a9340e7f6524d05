import { answerWith } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tripNotFound, tryAgain } from '../lib/errors.ts';
import { readOwnTrip } from '../lib/trips/ownTrip.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trips/trip.ts';
import type { UpdateTripContext } from '../lib/trips/updateTrip.ts';

type ReadContext = UpdateTripContext<StoredItem<TripItem> | null>;

/** Requests accepted since the first read may have changed what is free, so this reads the answer again. */
export function request(ctx: ReadContext) {
  if (!ctx.stash.written) return tryAgain();
  return readOwnTrip(ctx, ctx.args.input.id);
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  const trip = toTrip(ctx.result, callerId(ctx));
  if (!trip) return tripNotFound();
  answerWith(ctx, trip);
  return null;
}
