import type { NormaliseContext } from '../lib/actOnRequest.ts';
import { hasNumbers } from '../lib/allowed.ts';
import { skipIfAnswered, skipStep } from '../lib/answer.ts';
import { tripKeyOf } from '../lib/keys.ts';
import { normaliseTrip } from '../lib/normaliseTrip.ts';

/** Kilograms can only be subtracted from numbers. */
export function request(ctx: NormaliseContext) {
  skipIfAnswered(ctx);
  const { due, pair } = ctx.stash;
  if (!due?.trip || hasNumbers(due.stored?.allowed)) return skipStep();
  return normaliseTrip(ctx, tripKeyOf(pair), due.stored?.allowed, due.trip);
}

/** The conditions of accepting notice a transaction that failed here. */
export function response(): null {
  return null;
}
