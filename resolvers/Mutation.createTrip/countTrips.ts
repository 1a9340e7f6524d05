import * as limits from '../../domain/limits.ts';
import { skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tooManyTrips } from '../lib/errors.ts';
import { type CountResult, countTrips, tripsIn } from '../lib/trips/countTrips.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';

/** The count is missing or at the limit. TTL deletes trips without lowering it, so this counts the trips themselves. */
export function request(ctx: CreateTripContext<CountResult>) {
  skipIfAnswered(ctx);
  if (ctx.stash.repeated || !ctx.stash.isUncounted) return skipStep();
  return countTrips(callerId(ctx));
}

export function response(ctx: CreateTripContext<CountResult>) {
  const counted = tripsIn(ctx);
  if (counted >= limits.tripsPerTraveler) tooManyTrips(limits.tripsPerTraveler);
  ctx.stash.counted = counted;
  return null;
}
