import { type ListContext, pageOfHalves, queryHalves } from './lib/requestList.ts';
import type { QuerySentRequestsArgs } from './lib/schema.types.ts';

export function request(ctx: ListContext<QuerySentRequestsArgs>) {
  return queryHalves(ctx, 'requester', null);
}

export function response(ctx: ListContext<QuerySentRequestsArgs>) {
  return pageOfHalves(ctx);
}
