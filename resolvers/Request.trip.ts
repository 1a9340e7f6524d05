import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { tripKeyOf } from '../domain/keys.ts';
import { callerId } from './lib/appsync/caller.ts';
import { parent } from './lib/appsync/parent.ts';
import { tryAgain } from './lib/errors.ts';
import type { RequestAnswer } from './lib/requests/request.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './lib/trips/trip.ts';

type TripContext = Context<unknown, Record<string, unknown>, undefined, RequestAnswer, StoredItem<TripItem> | null>;

export function request(ctx: TripContext) {
  return get({ key: { ...tripKeyOf(parent(ctx)) }, consistentRead: true });
}

export function response(ctx: TripContext): TripAnswer | null {
  if (ctx.error) return tryAgain();
  return toTrip(ctx.result, callerId(ctx));
}
