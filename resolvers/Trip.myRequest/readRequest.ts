import { answerWith, endPipeline, skipIfAnswered } from '../lib/answer.ts';
import { callerId } from '../lib/caller.ts';
import { tripKey } from '../lib/ids.ts';
import { parent } from '../lib/parent.ts';
import { answerWithRead, readHalves, type ReadRequestContext } from '../lib/requestReads.ts';
import type { TripAnswer } from '../lib/trip.ts';

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
