import type { Context } from '@aws-appsync/utils';

import { type Key, tripId, tripKeyOf } from '../../domain/keys.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { transactGet, type TransactGetResult } from '../lib/appsync/transaction.ts';
import { type RequestAnswer, withTerms } from '../lib/requests/request.ts';
import type { ListStash } from '../lib/requests/requestList.ts';
import { type StoredItem, toCapacity, type TripItem } from '../lib/trips/trip.ts';

type TermsContext = Context<unknown, ListStash, undefined, undefined, TransactGetResult<StoredItem<TripItem>> | null>;

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
  return page ? transactGet(ctx, tripKeys(page.items)) : skipStep();
}

/** A conflict leaves the answer to the next try. */
export function response(ctx: TermsContext): null {
  const { page } = ctx.stash;
  if (ctx.error || !ctx.result?.items || !page) return null;
  const keys = tripKeys(page.items).map((key) => tripId(key));
  const trips = [...ctx.result.items].map((trip) => toCapacity(trip));
  const items = page.items.map((item) =>
    item.hasTerms ? item : withTerms(item, trips[keys.indexOf(item.tripId)] ?? null),
  );
  answerWith(ctx, { ...page, items });
  return null;
}
