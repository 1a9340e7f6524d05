import { isMap } from '../../../domain/categories.ts';
import { accountKey, contactsKey, NAMES, type Pair } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import type { Item } from '../../item.ts';
import { isDay, isFilled, toNumber } from '../forms.ts';
import type { Trip } from '../trips/trip.ts';

/** The terms of a request, as a half stores them. */
export interface Terms {
  readonly cost: Readonly<Record<string, number>>;
  readonly fromcity: string;
  readonly tocity: string;
  readonly trdate: string;
  readonly currency: string;
}

/** The attributes of a half that hold its terms. */
export const TERMS = ['cost', 'fromcity', 'tocity', 'trdate', 'currency'] as const;

/**
 * Reads the terms of a half as the API does.
 * @param categories the stored names of its items
 * @returns undefined when it has none, as the first app left it; null when they are malformed
 */
export function storedTerms(item: Item, categories: readonly string[]): Terms | null | undefined {
  const { cost, fromcity, tocity, trdate, currency } = item;
  if ([cost, fromcity, tocity, trdate].every((value) => value === undefined)) return undefined;
  if (!isFilled(fromcity) || !isFilled(tocity) || !isFilled(currency) || !isDay(trdate)) return null;
  const costs = toCosts(cost, categories);
  return costs && { cost: costs, fromcity, tocity, trdate, currency };
}

function toCosts(stored: unknown, categories: readonly string[]): Readonly<Record<string, number>> | null {
  if (stored === undefined) return {};
  if (!isMap(stored)) return null;
  const costs = categories.map((name) => [name, toNumber(stored[name])] as const);
  return costs.some(([, cost]) => cost === null) ? null : (Object.fromEntries(costs) as Record<string, number>);
}

/**
 * The terms that a trip offers for a request of the first app.
 * @param categories the stored names of its items
 */
export function termsOfTrip({ item, fromcity, tocity, offers }: Trip, categories: readonly string[]): Terms {
  const costOf = (name: string) => offers.find((offer) => offer.name === name)?.cost ?? 0;
  return {
    cost: Object.fromEntries(categories.map((name) => [name, costOf(name)])),
    fromcity,
    tocity,
    trdate: String(item['trdate']),
    currency: String(item['currency']),
  };
}

/** A person as others see them; both are null where nothing is stored. */
export interface Shown {
  readonly name: string | null;
  /** The day of the first write of their account. */
  readonly since: string | null;
}

/** What is shown of each person: the name of the account, otherwise that of the contact card. */
export function shownPeople(accounts: readonly Item[], contacts: readonly Item[]): (userId: string) => Shown {
  const byKey = new Map([...accounts, ...contacts].map((item) => [`${item.username} ${item.created}`, item]));
  const read = ({ username, created }: { readonly username: string; readonly created: string }) =>
    byKey.get(`${username} ${created}`);
  return (userId) => {
    const account = read(accountKey(userId));
    const since = account?.['since'];
    return {
      name: toName(account?.['name']) ?? toName(read(contactsKey(userId))?.['cname']),
      since: isDay(since) ? since : null,
    };
  };
}

/** The first app checked no name: one that cannot be shown is none. */
function toName(value: unknown): string | null {
  const isShown = isFilled(value) && value.length <= limits.nameLength && /^\P{C}+$/u.test(value);
  return isShown && value.trim() === value ? value : null;
}

/** The names that both halves of a request are to show, as they store them. Names that a half already has are kept. */
export function namesOf(pair: Pair, stored: Item, shown: (userId: string) => Shown): Readonly<Record<string, string>> {
  const names = (['traveler', 'requester'] as const).map((party) => {
    const known = stored[NAMES[party]];
    return [NAMES[party], isFilled(known) ? known : shown(pair[party]).name] as const;
  });
  return Object.fromEntries(names.filter((entry): entry is [(typeof entry)[0], string] => entry[1] !== null));
}
