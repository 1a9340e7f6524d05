import type { QuerySentRequestsArgs } from '../../domain/schema.types.ts';
import { keepPage, type ListContext, queryHalves } from '../lib/requests/requestList.ts';

export function request(ctx: ListContext<QuerySentRequestsArgs>) {
  return queryHalves(ctx, 'requester', null);
}

export function response(ctx: ListContext<QuerySentRequestsArgs>): null {
  return keepPage(ctx);
}
