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

/** What the request stores about the counterpart; an alias of one of these costs a read, but changes no answer. */
const STORED = ['id', 'name', '__typename'];

/** The request stores the name, but not `since`. A request of the first app may lack the name too. */
export function request(ctx: CounterpartContext) {
  const person = counterpartOf(parent(ctx));
  const isStored = person.name !== null && ctx.info.selectionSetList.every((field) => STORED.indexOf(field) >= 0);
  if (isStored || person.id.startsWith(REMOVED_PARTY)) {
    answerWith(ctx, { ...person, since: null });
    return endPipeline();
  }
  return get({ key: { ...accountKey(person.id) } });
}

/** The name and the first day, and nothing else: contacts have a field of their own. */
export function response(ctx: CounterpartContext): null {
  if (ctx.error) return tryAgain();
  const { id, name } = counterpartOf(parent(ctx));
  answerWith(ctx, { id, name: name === null ? displayName(ctx.result) : name, since: storedSince(ctx.result) });
  return null;
}
