import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { type AccountItem, displayName } from './lib/account.ts';
import { tryAgain } from './lib/errors.ts';
import { accountKey } from './lib/keys.ts';
import { parent } from './lib/parent.ts';
import { counterpartOf, type RequestAnswer } from './lib/request.ts';
import type { Person } from './lib/schema.types.ts';
import type { StoredItem } from './lib/trip.ts';

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
