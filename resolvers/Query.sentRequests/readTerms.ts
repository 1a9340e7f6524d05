import type { Context } from '@aws-appsync/utils';

import { type Key, tripId, tripKeyOf } from '../../domain/keys.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { batchGet, type BatchGetResult, itemsRead } from '../lib/appsync/batch.ts';
import { tryAgain } from '../lib/errors.ts';
import { type RequestAnswer, withTerms } from '../lib/requests/request.ts';
import type { ListStash } from '../lib/requests/requestList.ts';
import { type StoredItem, toCapacity, type TripItem } from '../lib/trips/trip.ts';

type TermsContext = Context<unknown, ListStash, undefined, undefined, BatchGetResult<StoredItem<TripItem>> | null>;

/** The keys of the trips of requests without terms, each once. */
function tripKeys(requests: RequestAnswer[]): Key[] {
  const lacking = requests.filter(({ hasTerms }) => !hasTerms);
  const ids = lacking.map((request) => request.tripId);
  return lacking.filter((request, at) => ids.indexOf(request.tripId) === at).map((request) => tripKeyOf(request));
}

/** First app's requests store no terms: those of their trips are shown. */
export function request(ctx: TermsContext) {
  skipIfAnswered(ctx);
  const { page } = ctx.stash;
  return page ? batchGet(ctx, tripKeys(page.items)) : skipStep();
}

export function response(ctx: TermsContext): null {
  const { page } = ctx.stash;
  if (!page) return null;
  const read = ctx.error ? null : itemsRead(ctx, ctx.result);
  if (!read) return tryAgain();
  const keys = tripKeys(page.items).map((key) => tripId(key));
  const trips = [...read].map((trip) => toCapacity(trip));
  const items = page.items.map((item) =>
    item.hasTerms ? item : withTerms(item, trips[keys.indexOf(item.tripId)] ?? null),
  );
  answerWith(ctx, { ...page, items });
  return null;
}
