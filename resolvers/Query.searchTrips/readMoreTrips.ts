import * as limits from '../../domain/limits.ts';
import { skipIfAnswered } from '../lib/appsync/answer.ts';
import { collect, queryTrips, type SearchContext } from '../lib/trips/search.ts';

/** The caller's own trips or the filter left the page short. Reads as many more as the first trips suggest. */
export function request(ctx: SearchContext) {
  skipIfAnswered(ctx);
  const { search } = ctx.stash;
  const missing = search.size + 1 - search.found.length;
  const perTrip = search.seen / Math.max(search.found.length, 1);
  return queryTrips(search, Math.min(Math.ceil(missing * perTrip) + 1, limits.pageCandidates - search.seen));
}

export function response(ctx: SearchContext): null {
  return collect(ctx);
}
