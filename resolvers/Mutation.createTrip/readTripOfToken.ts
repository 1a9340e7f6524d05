import { get } from '@aws-appsync/utils/dynamodb';

import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tripNotFound, tryAgain } from '../lib/errors.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trips/trip.ts';

type TripContext = CreateTripContext<StoredItem<TripItem> | null>;

/** The phone repeats a call whose answer it lost: it gets the trip that the call made. */
export function request(ctx: TripContext) {
  skipIfAnswered(ctx);
  const { repeated } = ctx.stash;
  if (typeof repeated !== 'string') return tryAgain();
  return get({ key: { username: callerId(ctx), created: repeated }, consistentRead: true });
}

export function response(ctx: TripContext): null {
  if (ctx.error) return tryAgain();
  const trip = toTrip(ctx.result, callerId(ctx));
  if (!trip) return tripNotFound();
  answerWith(ctx, trip);
  return null;
}
