import type { DeleteTripContext } from '../lib/deleteTrip.ts';
import { tryAgain } from '../lib/errors.ts';
import { response as settle } from './2.deleteTrip.ts';

export { request } from './2.deleteTrip.ts';

/** The last try. */
export function response(ctx: DeleteTripContext) {
  const trip = settle(ctx);
  return ctx.stash.deleted ? trip : tryAgain();
}
