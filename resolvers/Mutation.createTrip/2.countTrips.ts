import { runtime } from '../lib/appsync.ts';
import { callerId } from '../lib/caller.ts';
import type { CreateTripContext } from '../lib/createTrip.ts';
import { type CountResult, countTrips, tripsIn } from '../lib/countTrips.ts';
import { limitReached } from '../lib/errors.ts';
import * as limits from '../lib/limits.ts';

/** The count is missing or at the limit: TTL deletes trips without telling it, so the trips themselves decide. */
export function request(ctx: CreateTripContext<CountResult>) {
  if (ctx.stash.trip) runtime.earlyReturn(ctx.stash.trip, { skipTo: 'END' });
  if (ctx.stash.repeated || !ctx.stash.account) runtime.earlyReturn(ctx.prev.result);
  return countTrips(callerId(ctx));
}

export function response(ctx: CreateTripContext<CountResult>) {
  const counted = tripsIn(ctx);
  if (counted >= limits.tripsPerTraveler) limitReached(limits.tripsPerTraveler);
  ctx.stash.counted = counted;
  return null;
}
