import { type ReadRequestContext, takeInLast } from '../lib/requestReads.ts';
import type { TripAnswer } from '../lib/trip.ts';

export { request } from './1.readRequest.ts';

/** The last try. */
export function response(ctx: ReadRequestContext<unknown, TripAnswer>) {
  return takeInLast(ctx);
}
