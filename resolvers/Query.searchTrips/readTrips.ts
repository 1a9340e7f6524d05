import { closingPattern, route, SEARCH_INDEXES } from '../../domain/keys.ts';
import type { QuerySearchTripsArgs } from '../../domain/schema.types.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { firstOpenDay } from '../lib/dates.ts';
import { pageSize, placeOf } from '../lib/page.ts';
import { collect, queryTrips, type SearchContext } from '../lib/trips/search.ts';
import { checkedCities, checkFilter } from '../lib/trips/searchRules.ts';

/** The index and the partition of a search. */
function partition(args: QuerySearchTripsArgs) {
  const { from, to } = checkedCities(args);
  if (from && to) return { ...SEARCH_INDEXES.route, city: route(from, to) };
  return from ? { ...SEARCH_INDEXES.from, city: from } : { ...SEARCH_INDEXES.to, city: to ?? '' };
}

export function request(ctx: SearchContext) {
  const { from, to, limit, nextToken } = ctx.args;
  const filter = ctx.args.filter ?? {};
  checkFilter(filter);
  const { travelFrom, travelTo, category, minFreeKg, maxCost, currency } = filter;
  const list = [from, to, travelFrom, travelTo, category, minFreeKg, maxCost, currency];
  const { name, partitionKey, city } = partition(ctx.args);
  const size = pageSize(limit);
  const place = placeOf(nextToken, list, closingPattern());
  const day = firstOpenDay();
  ctx.stash.search = {
    index: name,
    partitionKey,
    city,
    list,
    size,
    filter,
    me: callerId(ctx),
    after: place && place > day ? place : day,
    place: null,
    seen: 0,
    found: [],
  };
  return queryTrips(ctx.stash.search, size + 1);
}

export function response(ctx: SearchContext): null {
  return collect(ctx);
}
