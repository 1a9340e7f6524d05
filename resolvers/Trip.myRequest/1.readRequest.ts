import { runtime } from '../lib/appsync.ts';
import { callerId } from '../lib/caller.ts';
import { tripKey } from '../lib/ids.ts';
import { parent } from '../lib/parent.ts';
import { readHalves, type ReadRequestContext, takeIn } from '../lib/requestReads.ts';
import type { TripAnswer } from '../lib/trip.ts';

type MyRequestContext = ReadRequestContext<unknown, TripAnswer>;

export function request(ctx: MyRequestContext) {
  if (ctx.stash.read) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  const { username: traveler, created: tripid } = tripKey(parent(ctx).id);
  const requester = callerId(ctx);
  if (traveler === requester) runtime.earlyReturn(null, { skipTo: 'END' });
  return readHalves(ctx, 'requester', { tripid, traveler, requester });
}

export function response(ctx: MyRequestContext) {
  return takeIn(ctx);
}
