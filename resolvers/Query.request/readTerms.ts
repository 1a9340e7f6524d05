import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { tripKeyOf } from '../../domain/keys.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { tryAgain } from '../lib/errors.ts';
import { withTerms } from '../lib/requests/request.ts';
import type { ReadRequestStash } from '../lib/requests/requestReads.ts';
import { type StoredItem, toCapacity, type TripItem } from '../lib/trips/trip.ts';

type TermsContext = Context<unknown, ReadRequestStash, undefined, undefined, StoredItem<TripItem> | null>;

/** A first app's request stores no terms: those of its trip are shown. */
export function request(ctx: TermsContext) {
  skipIfAnswered(ctx);
  const { withoutTerms } = ctx.stash;
  if (!withoutTerms) return skipStep();
  return get({ key: { ...tripKeyOf(withoutTerms) }, consistentRead: true });
}

export function response(ctx: TermsContext): null {
  if (ctx.error) return tryAgain();
  const { withoutTerms } = ctx.stash;
  if (withoutTerms) answerWith(ctx, withTerms(withoutTerms, toCapacity(ctx.result)));
  return null;
}
