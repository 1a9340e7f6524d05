import * as limits from '../../domain/limits.ts';
import { skipIfAnswered } from '../lib/appsync/answer.ts';
import { collect, queryTrips, type SearchContext } from '../lib/trips/search.ts';

/** The page is still short. Reads all trips that one page may look at. */
export function request(ctx: SearchContext) {
  skipIfAnswered(ctx);
  const { search } = ctx.stash;
  return queryTrips(search, limits.pageCandidates - search.seen);
}

export function response(ctx: SearchContext): null {
  return collect(ctx);
}
