import type { Context, LambdaRequest } from '@aws-appsync/utils';

import type { Place, QueryPlacesArgs } from '../domain/schema.types.ts';
import { tryAgain } from './lib/errors.ts';
import { checkedPlaceSearch } from './lib/trips/placeRules.ts';

type PlacesContext = Context<QueryPlacesArgs, Record<string, unknown>, undefined, undefined, Place[]>;

/** The function has the cities in its memory, so it answers without the table. */
export function request(ctx: PlacesContext): LambdaRequest {
  return { operation: 'Invoke', payload: checkedPlaceSearch(ctx.args) };
}

export function response(ctx: PlacesContext): Place[] {
  return ctx.error ? tryAgain() : ctx.result;
}
