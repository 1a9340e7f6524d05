import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey, REMOVED_PARTY } from '../../domain/keys.ts';
import type { Person } from '../../domain/schema.types.ts';
import { type AccountItem, displayName, storedSince } from '../lib/account/account.ts';
import { type Answered, answerWith, endPipeline } from '../lib/appsync/answer.ts';
import { parent } from '../lib/appsync/parent.ts';
import { tryAgain } from '../lib/errors.ts';
import { counterpartOf, type RequestAnswer } from '../lib/requests/request.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type CounterpartContext = Context<unknown, Answered<Person>, undefined, RequestAnswer, StoredItem<AccountItem> | null>;

/** The request stores the name. Only a request of the first app needs a read for it. */
export function request(ctx: CounterpartContext) {
  const person = counterpartOf(parent(ctx));
  if (person.name !== null || person.id.startsWith(REMOVED_PARTY)) {
    answerWith(ctx, person);
    return endPipeline();
  }
  return get({ key: { ...accountKey(person.id) } });
}

/** The name and the first day, and nothing else: contacts have a field of their own. */
export function response(ctx: CounterpartContext): null {
  if (ctx.error) return tryAgain();
  const { id } = counterpartOf(parent(ctx));
  answerWith(ctx, { id, name: displayName(ctx.result), since: storedSince(ctx.result) });
  return null;
}
