import { answerWith, endPipeline, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { parent } from '../lib/appsync/parent.ts';
import { tripKey } from '../lib/ids.ts';
import { withTerms } from '../lib/requests/request.ts';
import { readHalves, type ReadRequestContext, requestRead } from '../lib/requests/requestReads.ts';
import type { TripAnswer } from '../lib/trips/trip.ts';

type MyRequestContext = ReadRequestContext<unknown, TripAnswer>;

export function request(ctx: MyRequestContext) {
  skipIfAnswered(ctx);
  const { username: traveler, created: tripid } = tripKey(parent(ctx).id, 'id');
  const requester = callerId(ctx);
  if (traveler === requester) {
    answerWith(ctx, null);
    return endPipeline();
  }
  return readHalves(ctx, 'requester', { tripid, traveler, requester }, []);
}

/** A first app's request gets the terms of the trip that it is shown with. */
export function response(ctx: MyRequestContext): null {
  const found = requestRead(ctx);
  if (found === undefined) return null;
  const trip = parent(ctx);
  answerWith(ctx, found && withTerms(found, { ...trip, travelerName: trip.traveler.name ?? null }));
  return null;
}
