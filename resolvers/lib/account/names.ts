import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { type PlainExpression, SAME_NAME } from '../../../domain/conditions.ts';
import { accountKey, contactsKey } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { skipStep } from '../appsync/answer.ts';
import { util } from '../appsync/appsync.ts';
import { caller, callerId } from '../appsync/caller.ts';
import { expression } from '../appsync/expression.ts';
import type { ContactsItem } from '../contacts/contacts.ts';
import { utcDay } from '../dates.ts';
import { tryAgain } from '../errors.ts';
import { isOneLine } from '../hiddenCharacters.ts';
import { fits } from '../pattern.ts';
import { LETTER_OR_DIGIT } from '../text.ts';
import { plain, type StoredItem } from '../trips/trip.ts';
import { type AccountItem, displayName, refuseInactive } from './account.ts';

/** What the steps of a write know about the caller's name. */
export interface NameStash {
  /** The caller's account as it was read last. */
  account?: StoredItem<AccountItem>;
  /** The name on the caller's contact card, if it was needed. */
  cardName?: string | null;
  /** Whether nothing at all is stored about the caller. */
  isNew?: boolean;
}

type NameContext<Result> = Context<unknown, NameStash, undefined, undefined, Result>;
type Caller = Pick<Context<unknown, NameStash>, 'identity' | 'stash'>;

/** A name that others may see; null for any other value. Neither the user pool nor the first app checked names. */
function toName(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > limits.nameLength || !isOneLine(value)) return null;
  return fits(`(?=[\\s\\S]*[${LETTER_OR_DIGIT}])[^\\p{Z}](?:[\\s\\S]*[^\\p{Z}])?`, value) ? value : null;
}

/** The name in the caller's token. ID tokens have one, access tokens do not. */
export function tokenName(ctx: Pick<Context, 'identity'>): string | null {
  return toName(caller(ctx).claims.name);
}

/** The name of the caller: the stored one, otherwise the token's, otherwise the card's if the card was read. */
export function nameOf(ctx: Caller): string | null {
  const { account, cardName } = ctx.stash;
  const claimed = tokenName(ctx);
  return displayName(account) ?? claimed ?? cardName ?? null;
}

/** The day of the first write of the caller's account; today for an account that is not written yet. */
export function sinceOf({ account }: NameStash): string {
  return typeof account?.since === 'string' ? account.since : utcDay();
}

/** Reads the caller's account. */
export function readAccount(ctx: Pick<Context, 'identity'>) {
  return get({ key: { ...accountKey(callerId(ctx)) }, consistentRead: true });
}

/** Leaves the account in the stash; fails if it is being removed. */
export function keepAccount(ctx: NameContext<StoredItem<AccountItem> | null>): null {
  if (ctx.error) return tryAgain();
  refuseInactive(ctx.result);
  ctx.stash.account = ctx.result ?? {};
  return null;
}

/**
 * Reads the caller's card if nothing else gives a name.
 * @param known the name that something else gives
 */
export function readCardForName(ctx: Caller, known: string | null) {
  if (known !== null) return skipStep();
  return get({ key: { ...contactsKey(callerId(ctx)) }, consistentRead: true });
}

/** Leaves the name on the card in the stash. */
export function keepCardName(ctx: NameContext<StoredItem<ContactsItem> | null>): null {
  if (ctx.error) return tryAgain();
  ctx.stash.cardName = toName(ctx.result?.cname);
  return null;
}

/** Reads whether anything is stored about the caller, if the account has no name. */
export function readItems(ctx: Caller): DynamoDBQueryRequest {
  if (displayName(ctx.stash.account) !== null) return skipStep();
  return {
    operation: 'Query',
    query: expression('username = :me', { ':me': callerId(ctx) }),
    limit: 1,
    consistentRead: true,
  };
}

export function keepWhetherNew(ctx: NameContext<{ readonly items: unknown[] } | null>): null {
  if (ctx.error || !ctx.result) return tryAgain();
  ctx.stash.isNew = ctx.result.items.length === 0;
  return null;
}

/** Whether the account stores something that is no name, such as an empty text. */
export function hasMalformedName({ account }: NameStash): boolean {
  return account?.name !== undefined && displayName(account) === null;
}

/**
 * The condition on which the name can be copied into another item: the account has it, or has none yet. A malformed name,
 * which the write replaces, is as it was read.
 */
export function sameName(stash: NameStash, name: string): PlainExpression {
  return hasMalformedName(stash)
    ? { text: '#name = :malformed', values: { ':malformed': plain(stash.account?.name) } }
    : { text: SAME_NAME, values: { ':name': name } };
}

/** The parts of an update of the account that the first write adds. */
export interface Introduction {
  readonly sets: string[];
  readonly values: Record<string, unknown>;
}

/**
 * What a write stores in an account that has no name or no `since` yet. `renamed` makes the reader of the stream carry the
 * name into the person's items: a person of the first app has items before their account has a name. A new person has none.
 * Where `hasMalformedName`, the write needs the condition `sameName`.
 * @param name null when none is known
 */
export function introduce(stash: NameStash, name: string | null): Introduction {
  const account: StoredItem<AccountItem> = stash.account ?? {};
  const isNew = stash.isNew === true;
  const isNamed = displayName(account) !== null || name === null;
  const isSince = account.since !== undefined;
  return {
    sets: [
      ...(isSince ? [] : ['since = if_not_exists(since, :day)']),
      ...(isNamed ? [] : [hasMalformedName(stash) ? '#name = :name' : '#name = if_not_exists(#name, :name)']),
      ...(isNamed || isNew ? [] : ['renamed = :renamed']),
    ],
    values: {
      ...(isSince ? {} : { ':day': utcDay() }),
      ...(isNamed ? {} : { ':name': name }),
      ...(isNamed || isNew ? {} : { ':renamed': util.time.nowISO8601() }),
    },
  };
}
