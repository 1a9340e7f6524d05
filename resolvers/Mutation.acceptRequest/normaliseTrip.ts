import { hasNumbers } from '../../domain/categories.ts';
import { tripKeyOf } from '../../domain/keys.ts';
import { skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import type { NormaliseContext } from '../lib/requests/actOnRequest.ts';
import { normaliseTrip } from '../lib/trips/normaliseTrip.ts';

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
