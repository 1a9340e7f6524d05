import type { Context } from '@aws-appsync/utils';

import { ACTIVE } from '../../../domain/conditions.ts';
import { accountKey } from '../../../domain/keys.ts';
import type { Account } from '../../../domain/schema.types.ts';
import type { Answered } from '../appsync/answer.ts';
import { callerId } from '../appsync/caller.ts';
import { expression } from '../appsync/expression.ts';
import { check, updateIf } from '../appsync/transaction.ts';
import { isDate } from '../dates.ts';
import { accountRemoved, accountSuspended } from '../errors.ts';
import { isFilled, type StoredItem } from '../trips/trip.ts';

/** The account item. All attributes are optional. `removing` is set during a removal. */
export interface AccountItem {
  username: string;
  created: string;
  name: string;
  language: string;
  currency: string;
  trips: number;
  lasttoken: string;
  lasttrip: string;
  removing: number;
  /** The day of the first write, `YYYY-MM-DD` (UTC). */
  since: string;
  /** When the name changed, until the new name is copied into the person's items: AWSDateTime. */
  renamed: string;
  /** How many requests the person has sent. */
  sends: number;
  /** The day of the last send, `YYYY-MM-DD` (UTC), and how many requests the person sent on it. */
  sendday: string;
  daysends: number;
  /** When a moderator suspended the account: AWSDateTime. */
  suspended: string;
  /** Set until a suspension, or its end, has reached the person's trips, requests and user: AWSDateTime. */
  suspending: string;
  /** The day of the last report, how many reports the person made on it, and the id of the last one. */
  reportday: string;
  dayreports: number;
  lastreport: string;
  /** The day on which the person's trips were matched with alerts last, and how often on it. */
  matchday: string;
  daymatchings: number;
  /** The id of the last registration of a device: one registration after the other counts the devices. */
  lastdevice: string;
  /** Stored where the person has turned off pushes about requests, or about route alerts: false. */
  pushrequests: boolean;
  pushalerts: boolean;
  /** How often the person has created an alert or renewed one. */
  alerts: number;
}

/** The steps of account and updateAccount hand on the stored item. */
export type AccountContext<Arguments, Result> = Context<
  Arguments,
  Answered<Account> & { account: StoredItem<AccountItem> },
  undefined,
  undefined,
  Result
>;

const DEFAULTS = { language: 'en', currency: 'EUR' } as const;

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function isGoing(item: StoredItem<AccountItem> | null | undefined): boolean {
  return item?.removing !== undefined;
}

/** The stored name, which others see. Null for an empty text. */
export function displayName(item: StoredItem<AccountItem> | null | undefined): string | null {
  return isFilled(item?.name) ? item.name : null;
}

/** The day of the first write; null where none is stored. */
export function storedSince(item: StoredItem<AccountItem> | null | undefined): string | null {
  return isDate(item?.since) ? item.since : null;
}

/** How many requests the person has sent; undefined where no count is stored. */
export function storedSends(item: StoredItem<AccountItem> | null | undefined): number | undefined {
  return typeof item?.sends === 'number' ? item.sends + 0 : undefined;
}

/** How many requests the person has sent on a day, `YYYY-MM-DD` (UTC). */
export function sendsOn(item: StoredItem<AccountItem>, day: string): number {
  return item.sendday === day && typeof item.daysends === 'number' ? item.daysends + 0 : 0;
}

/** How many reports the person has made on a day, `YYYY-MM-DD` (UTC). */
export function reportsOn(item: StoredItem<AccountItem>, day: string): number {
  return item.reportday === day && typeof item.dayreports === 'number' ? item.dayreports + 0 : 0;
}

/** The trips counted against the limit; null where no count is stored. */
export function storedTrips(item: StoredItem<AccountItem> | null | undefined): number | null {
  return typeof item?.trips === 'number' ? item.trips + 0 : null;
}

/** The stored values, otherwise the defaults and the token's name. ID tokens contain a name, access tokens do not. */
export function toAccount(
  item: StoredItem<AccountItem> | null | undefined,
  identity: { readonly sub: string; readonly claims: { readonly name?: unknown } },
  trips: number,
): Account {
  const name = displayName(item);
  const claimed = text(identity.claims.name);
  return {
    id: identity.sub,
    name: name ?? claimed,
    language: text(item?.language) ?? DEFAULTS.language,
    currency: text(item?.currency) ?? DEFAULTS.currency,
    trips,
    pushRequests: item?.pushrequests !== false,
    pushAlerts: item?.pushalerts !== false,
  };
}

/** Fails if an account is being removed or is suspended. */
export function refuseInactive(item: StoredItem<AccountItem> | null | undefined): void {
  if (isGoing(item)) accountRemoved();
  if (item?.suspended !== undefined) accountSuspended();
}

/** In a transaction: the caller's account is active. Every write of a person needs this. */
export function isActive(ctx: Pick<Context, 'env' | 'identity'>) {
  return check(ctx, accountKey(callerId(ctx)), expression(ACTIVE));
}

/** In a transaction: subtracts one trip in an active account that has a count. */
export function countOneLess(ctx: Pick<Context, 'env' | 'identity'>) {
  return updateIf(
    ctx,
    accountKey(callerId(ctx)),
    expression('SET trips = trips - :one', { ':one': 1 }),
    expression(`${ACTIVE} AND trips > :zero`, { ':zero': 0 }),
  );
}

/** In a transaction: the account is active, and has no count to subtract a trip from. */
export function notCounted(ctx: Pick<Context, 'env' | 'identity'>) {
  return check(
    ctx,
    accountKey(callerId(ctx)),
    expression(`${ACTIVE} AND (attribute_not_exists(trips) OR trips <= :zero)`, { ':zero': 0 }),
  );
}
