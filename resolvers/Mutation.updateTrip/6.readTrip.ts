import { tripNotFound, tryAgain } from '../lib/errors.ts';
import { readOwnTrip } from '../lib/ownTrip.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trip.ts';
import type { UpdateTripContext } from '../lib/updateTrip.ts';

type ReadContext = UpdateTripContext<StoredItem<TripItem> | null>;

/** What is free may have moved since the first read, so the answer is read once more. */
export function request(ctx: ReadContext) {
  if (!ctx.stash.written) tryAgain();
  return readOwnTrip(ctx, ctx.args.input.id);
}

export function response(ctx: ReadContext) {
  if (ctx.error) tryAgain();
  return toTrip(ctx.result) ?? tripNotFound();
}
