import type { QueryReceivedRequestsArgs } from '../../domain/schema.types.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { fail } from '../lib/errors.ts';
import { tripKey } from '../lib/ids.ts';
import { keepPage, type ListContext, queryHalves } from '../lib/requests/requestList.ts';

type ReceivedContext = ListContext<QueryReceivedRequestsArgs>;

export function request(ctx: ReceivedContext) {
  const { tripId } = ctx.args;
  if (typeof tripId !== 'string') return queryHalves(ctx, 'traveler', null);
  const { username, created } = tripKey(tripId, 'tripId');
  if (username !== callerId(ctx)) return fail('NotAllowed', 'Only the traveler sees the requests for a trip.', {});
  return queryHalves(ctx, 'traveler', created);
}

export function response(ctx: ReceivedContext): null {
  return keepPage(ctx);
}
