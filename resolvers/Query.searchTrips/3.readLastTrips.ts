import { runtime } from '../lib/appsync.ts';
import * as limits from '../lib/limits.ts';
import { collect, queryTrips, type SearchContext } from '../lib/search.ts';

/** Still short: reads all that one page may look at. */
export function request(ctx: SearchContext) {
  const { search } = ctx.stash;
  if (search.isComplete) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  return queryTrips(search, limits.pageCandidates - search.seen);
}

export function response(ctx: SearchContext) {
  return collect(ctx);
}
