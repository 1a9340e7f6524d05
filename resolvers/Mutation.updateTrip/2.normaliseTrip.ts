import { runtime } from '../lib/appsync.ts';
import { accountRemoved } from '../lib/errors.ts';
import { normaliseTrip } from '../lib/normaliseTrip.ts';
import { ownTripKey } from '../lib/ownTrip.ts';
import { failedAt } from '../lib/transaction.ts';
import type { UpdateTripContext } from '../lib/updateTrip.ts';

export function request(ctx: UpdateTripContext) {
  const { original, trip } = ctx.stash;
  if (original === undefined) runtime.earlyReturn(trip);
  return normaliseTrip(ctx, ownTripKey(ctx, ctx.args.input.id), original, trip);
}

/** If it didn't go through, the conditions of the edit itself will tell. */
export function response(ctx: UpdateTripContext) {
  if (failedAt(ctx.result, 0)) accountRemoved();
  return ctx.stash.trip;
}
