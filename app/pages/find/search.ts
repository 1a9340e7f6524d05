import { isCurrency } from '../../../domain/currencies.ts';
import { ask } from '../../data/api/ask.ts';
import { SearchTrips, type TripFilter } from '../../data/api/operations.types.ts';
import type { Page } from '../../data/api/pages.ts';
import type { FoundTrip, ItemCategory } from '../../data/api/types.ts';
import { note } from '../../data/places.ts';
import { to } from '../../router.ts';

/** What somebody looks for, as the address of the page has it. */
export interface Search {
  readonly from: string | null;
  readonly to: string | null;
  readonly travelFrom: string | null;
  readonly travelTo: string | null;
  readonly category: string | null;
  readonly minFreeKg: string | null;
  readonly maxCost: string | null;
  readonly currency: string | null;
}

const FIELDS = ['from', 'to', 'travelFrom', 'travelTo', 'category', 'minFreeKg', 'maxCost', 'currency'] as const;
export const CATEGORIES: readonly ItemCategory[] = ['PAPER', 'MEDICINE', 'CLOTHES', 'ELECTRONICS', 'BAG', 'OTHERS'];

/** What each filter may be. An address can be mistyped, and an old one can have what the app no longer knows. */
const RULES: Readonly<Partial<Record<keyof Search, (value: string) => boolean>>> = {
  travelFrom: isDay,
  travelTo: isDay,
  category: (value) => CATEGORIES.some((known) => known === value),
  minFreeKg: isAmount,
  maxCost: isAmount,
  currency: isCurrency,
};

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === value;
}

function isAmount(value: string): boolean {
  return Number(value) >= 0 && Number.isFinite(Number(value));
}

/** The search of an address. What it cannot search for is left out. */
export function searchIn(query: URLSearchParams): Search {
  const read = FIELDS.map((field) => {
    const value = query.get(field) ?? '';
    return [field, value === '' || RULES[field]?.(value) === false ? null : value] as const;
  });
  return Object.fromEntries(read) as Readonly<Record<(typeof FIELDS)[number], string | null>>;
}

/** The query of an address, `?from=…`; empty for no search. */
export function queryOf(search: Search): string {
  const given = FIELDS.flatMap((field) => {
    const value = search[field];
    return value === null || value === '' ? [] : [[field, value] as [string, string]];
  });
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export function isFiltered(search: Search): boolean {
  return FIELDS.slice(2).some((field) => search[field] !== null && field !== 'currency');
}

/** The filter of a search; null for none. */
export function filterOf(search: Search): TripFilter | null {
  const { travelFrom, travelTo, minFreeKg, maxCost, currency } = search;
  const category = CATEGORIES.find((known) => known === search.category);
  if (!isFiltered(search)) return null;
  return {
    travelFrom,
    travelTo,
    category: category ?? null,
    minFreeKg: numberIn(minFreeKg),
    maxCost: numberIn(maxCost),
    currency: maxCost === null ? null : currency,
  };
}

function numberIn(text: string | null): number | null {
  const value = text === null ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : null;
}

/** A page of the trips that somebody looks for. */
export function loadFound(search: Search): (nextToken: string | null) => Promise<Page<FoundTrip>> {
  return async (nextToken) => {
    const { searchTrips } = await ask(SearchTrips, {
      from: search.from,
      to: search.to,
      filter: filterOf(search),
      nextToken,
    });
    note(searchTrips.items);
    return searchTrips;
  };
}

/** The address of a trip found by a search: Back leads to the search. */
export function foundTrip(id: string, search: Search): string {
  return `${to('trip', id)}${queryOf(search)}`;
}
