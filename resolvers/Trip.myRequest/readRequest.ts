import { answerWith, endPipeline, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { parent } from '../lib/appsync/parent.ts';
import { tripKey } from '../lib/ids.ts';
import { answerWithRead, readHalves, type ReadRequestContext } from '../lib/requests/requestReads.ts';
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

export function response(ctx: MyRequestContext): null {
  return answerWithRead(ctx);
}
