import { skipIfAnswered, skipStep } from '../lib/answer.ts';
import { callerId } from '../lib/caller.ts';
import type { CreateTripContext } from '../lib/createTrip.ts';
import { type CountResult, countTrips, tripsIn } from '../lib/countTrips.ts';
import { limitReached } from '../lib/errors.ts';
import * as limits from '../lib/limits.ts';

/** The count is missing or at the limit. TTL deletes trips without lowering it, so this counts the trips themselves. */
export function request(ctx: CreateTripContext<CountResult>) {
  skipIfAnswered(ctx);
  if (ctx.stash.repeated || !ctx.stash.account) return skipStep();
  return countTrips(callerId(ctx));
}

export function response(ctx: CreateTripContext<CountResult>) {
  const counted = tripsIn(ctx);
  if (counted >= limits.tripsPerTraveler) limitReached(limits.tripsPerTraveler);
  ctx.stash.counted = counted;
  return null;
}
