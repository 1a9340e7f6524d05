import { isMap } from '../../../domain/categories.ts';
import { isCurrency } from '../../../domain/currencies.ts';
import type { Item } from '../../item.ts';
import { isFilled, toNumber } from '../forms.ts';
import { categoryOf, currencyOf, isCity, tidyCity, typedNumber } from '../readings.ts';
import type { Contradiction, Notice } from '../requests/verdict.ts';

/** A trip after the repair of each value that can be read in one way, and what still needs a person. */
export interface TidyTrip {
  /** The same object if nothing changes. */
  readonly item: Item;
  readonly contradictions: readonly Contradiction[];
  readonly notices: readonly Notice[];
}

/** Repairs the cities, the currency and the categories of a trip, as far as they have one reading. */
export function tidyTrip(item: Item): TidyTrip {
  const cities = { fromcity: cityOf(item['fromcity']), tocity: cityOf(item['tocity']) };
  const currency = isFilled(item['currency']) ? (currencyOf(item['currency']) ?? item['currency']) : item['currency'];
  const categories = tidyCategories(item['allowed']);
  const found: Readonly<Partial<Record<Contradiction, boolean>>> = {
    oddNumbers: categories.hasOddNumbers,
    oddCategories: categories.hasOddNames,
    oddCities: cities.fromcity !== item['fromcity'] || cities.tocity !== item['tocity'],
    oddCurrency: currency !== item['currency'],
  };
  const contradictions = (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
  const changed = { ...item, ...cities, currency, allowed: categories.allowed };
  return {
    item: contradictions.length > 0 ? changed : item,
    contradictions,
    notices: noticesOf(changed),
  };
}

function cityOf(stored: unknown): unknown {
  return typeof stored === 'string' ? tidyCity(stored) : stored;
}

function noticesOf({ fromcity, tocity, currency }: Readonly<Record<string, unknown>>): Notice[] {
  const cities = [fromcity, tocity].filter(isFilled);
  const [from, to] = cities.map((city) => city.toLowerCase());
  return [
    ...(cities.every(isCity) ? [] : ['cityForm' as const]),
    ...(from !== undefined && from === to ? ['sameCity' as const] : []),
    ...(isFilled(currency) && !isCurrency(currency) ? ['currency' as const] : []),
  ];
}

interface TidyCategories {
  readonly allowed: unknown;
  readonly hasOddNumbers: boolean;
  readonly hasOddNames: boolean;
}

/**
 * One category that the API does not show would hide the whole trip, so it is dropped; the backup keeps it. If no
 * category is left, nothing changes.
 */
function tidyCategories(stored: unknown): TidyCategories {
  const same = { allowed: stored, hasOddNumbers: false, hasOddNames: false };
  if (!isMap(stored)) return same;
  const allowed: Record<string, unknown> = {};
  let hasOddNumbers = false;
  for (const [name, entry] of Object.entries(stored)) {
    const category = categoryOf(name);
    const tidy = tidyEntry(entry);
    // A category may be stored twice, in other capitals. The right spelling wins.
    if (category === null || tidy === null || (category !== name && category in stored)) continue;
    allowed[category] ??= tidy;
    hasOddNumbers ||= tidy !== entry;
  }
  const names = Object.keys(allowed);
  if (names.length === 0) return same;
  const hasOddNames = names.length !== Object.keys(stored).length || names.some((name) => !(name in stored));
  return { allowed: hasOddNumbers || hasOddNames ? allowed : stored, hasOddNumbers, hasOddNames };
}

/** The entry of a category with numbers that the API reads; null if there are none. */
function tidyEntry(entry: unknown): Readonly<Record<string, unknown>> | null {
  if (!isMap(entry)) return null;
  const [cost, kg] = [amountOf(entry['cost']), amountOf(entry['kg'])];
  if (cost === null || kg === null) return null;
  const { free, ...rest } = entry;
  const isFreeRead = free === undefined || toNumber(free) !== null;
  if (cost === entry['cost'] && kg === entry['kg'] && isFreeRead) return entry;
  return { ...rest, cost, kg, ...(isFreeRead && free !== undefined ? { free } : {}) };
}

/** What the API reads, as it is stored; the number of a text with another single reading; null for other values. */
function amountOf(stored: unknown): unknown {
  if (toNumber(stored) !== null) return stored;
  return typeof stored === 'string' ? typedNumber(stored) : null;
}
