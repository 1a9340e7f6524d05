import { runtime } from '../lib/appsync.ts';
import type { NormaliseContext } from '../lib/actOnRequest.ts';
import { tripKeyOf } from '../lib/keys.ts';
import { normaliseTrip } from '../lib/normaliseTrip.ts';
import { hasNumbers } from '../lib/allowed.ts';

/** Kilograms can only be taken off numbers. */
export function request(ctx: NormaliseContext) {
  const { done, due, pair } = ctx.stash;
  if (done) runtime.earlyReturn(done, { skipTo: 'END' });
  if (!due?.trip || hasNumbers(due.stored?.allowed)) return runtime.earlyReturn(null);
  return normaliseTrip(ctx, tripKeyOf(pair), due.stored?.allowed, due.trip);
}

/** If it didn't go through, the conditions of accepting will tell. */
export function response(): null {
  return null;
}
