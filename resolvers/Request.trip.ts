import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { callerId } from './lib/caller.ts';
import { tryAgain } from './lib/errors.ts';
import { tripKeyOf } from './lib/keys.ts';
import { parent } from './lib/parent.ts';
import type { RequestAnswer } from './lib/request.ts';
import { type StoredItem, toTrip, type TripAnswer, type TripItem } from './lib/trip.ts';

type TripContext = Context<unknown, Record<string, unknown>, undefined, RequestAnswer, StoredItem<TripItem> | null>;

export function request(ctx: TripContext) {
  return get({ key: { ...tripKeyOf(parent(ctx)) }, consistentRead: true });
}

export function response(ctx: TripContext): TripAnswer | null {
  if (ctx.error) return tryAgain();
  return toTrip(ctx.result, callerId(ctx));
}
