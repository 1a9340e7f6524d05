import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../../domain/keys.ts';
import type { Person } from '../../domain/schema.types.ts';
import { type AccountItem, storedSince } from '../lib/account/account.ts';
import { type Answered, answerWith, endPipeline } from '../lib/appsync/answer.ts';
import { parent } from '../lib/appsync/parent.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

/** The person of a trip or a request, with the day if it is stored there. */
type Parent = Omit<Person, 'since'> & Partial<Pick<Person, 'since'>>;
type SinceContext = Context<unknown, Answered<string | null>, undefined, Parent, StoredItem<AccountItem> | null>;

/** A trip stores the day. A request does not, so this reads the account when a query asks for it. */
export function request(ctx: SinceContext) {
  const { id, since } = parent(ctx);
  if (since !== undefined) {
    answerWith(ctx, since);
    return endPipeline();
  }
  return get({ key: { ...accountKey(id) } });
}

export function response(ctx: SinceContext): null {
  if (ctx.error) return tryAgain();
  answerWith(ctx, storedSince(ctx.result));
  return null;
}
