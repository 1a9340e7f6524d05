import { skipStep } from '../lib/answer.ts';
import { accountRemoved } from '../lib/errors.ts';
import { normaliseTrip } from '../lib/normaliseTrip.ts';
import { ownTripKey } from '../lib/ownTrip.ts';
import { failedAt } from '../lib/transaction.ts';
import type { UpdateTripContext } from '../lib/updateTrip.ts';

export function request(ctx: UpdateTripContext) {
  const { original, trip } = ctx.stash;
  if (original === undefined) return skipStep();
  return normaliseTrip(ctx, ownTripKey(ctx, ctx.args.input.id), original, trip);
}

/** The conditions of the edit notice a transaction that failed here for another reason. */
export function response(ctx: UpdateTripContext): null {
  if (failedAt(ctx.result, 0)) accountRemoved();
  return null;
}
