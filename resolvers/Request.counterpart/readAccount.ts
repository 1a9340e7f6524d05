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

/** What the request stores about the counterpart. */
const STORED = ['id', 'name', '__typename'];

/**
 * Whether the query selects nothing but this. The list has aliases in place of names, and the text has fragments without their
 * fields (AWS AppSync developer guide, "Info"). So `name: since`, or a fragment, costs a read.
 */
function selectsStored({ info }: Pick<CounterpartContext, 'info'>): boolean {
  const { selectionSetList, selectionSetGraphQL } = info;
  const mayHaveMore = selectionSetGraphQL.indexOf('since') >= 0 || selectionSetGraphQL.indexOf('...') >= 0;
  return !mayHaveMore && selectionSetList.every((field) => STORED.indexOf(field) >= 0);
}

/** The request stores the name, but not `since`. A request of the first app may lack the name too. */
export function request(ctx: CounterpartContext) {
  const person = counterpartOf(parent(ctx));
  const isStored = person.name !== null && selectsStored(ctx);
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
