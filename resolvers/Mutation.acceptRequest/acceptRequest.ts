import { act, mayMeet, refuseToMeet, settle, tripFailed, type WriteContext } from '../lib/requests/actOnRequest.ts';
import { refuseAccepting, takeKilograms } from '../lib/requests/kilograms.ts';
import { toCapacity } from '../lib/trips/trip.ts';

export function request(ctx: WriteContext) {
  const { due, pair } = ctx.stash;
  // Without a trip the step before has failed.
  if (!due?.trip) return act(ctx, null, []);
  return act(ctx, takeKilograms(ctx, pair, due.trip, due.request.items), mayMeet(ctx));
}

export function response(ctx: WriteContext): null {
  const { due } = ctx.stash;
  settle(ctx);
  const failed = tripFailed(ctx);
  if (failed && due) refuseAccepting(toCapacity(failed.item), due.request.items);
  refuseToMeet(ctx);
  return null;
}
