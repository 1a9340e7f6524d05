import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../domain/keys.ts';
import type { Person } from '../domain/schema.types.ts';
import { type AccountItem, displayName } from './lib/account/account.ts';
import { parent } from './lib/appsync/parent.ts';
import { tryAgain } from './lib/errors.ts';
import { counterpartOf, type RequestAnswer } from './lib/requests/request.ts';
import type { StoredItem } from './lib/trips/trip.ts';

type CounterpartContext = Context<
  unknown,
  Record<string, unknown>,
  undefined,
  RequestAnswer,
  StoredItem<AccountItem> | null
>;

export function request(ctx: CounterpartContext) {
  return get({ key: { ...accountKey(counterpartOf(parent(ctx))) } });
}

/** The display name, and nothing else: contacts have a field of their own. */
export function response(ctx: CounterpartContext): Person {
  if (ctx.error) return tryAgain();
  return { id: counterpartOf(parent(ctx)), name: displayName(ctx.result) };
}
