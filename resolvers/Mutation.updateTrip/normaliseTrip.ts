import { refuseInactive } from '../lib/account/account.ts';
import { skipStep } from '../lib/appsync/answer.ts';
import { failedAt } from '../lib/appsync/transaction.ts';
import { normaliseTrip } from '../lib/trips/normaliseTrip.ts';
import { ownTripKey } from '../lib/trips/ownTrip.ts';
import type { UpdateTripContext } from '../lib/trips/updateTrip.ts';

export function request(ctx: UpdateTripContext) {
  const { original, trip } = ctx.stash;
  if (original === undefined) return skipStep();
  return normaliseTrip(ctx, ownTripKey(ctx, ctx.args.input.id), original, trip);
}

/** The conditions of the edit notice a transaction that failed here for another reason. */
export function response(ctx: UpdateTripContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  return null;
}
