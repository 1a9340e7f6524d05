import type { QuerySearchTripsArgs, TripFilter } from '../../../domain/schema.types.ts';
import { invalid } from '../errors.ts';
import { checkCities, checkCurrency, checkDate, checkedCity } from './tripRules.ts';

/** Refuses a filter that no trip could mean. */
export function checkFilter({ travelFrom, travelTo, minFreeKg, maxCost, currency }: TripFilter): void {
  if (typeof travelFrom === 'string') checkDate('filter.travelFrom', travelFrom);
  if (typeof travelTo === 'string') checkDate('filter.travelTo', travelTo);
  if (travelFrom && travelTo && travelFrom > travelTo) {
    invalid('filter.travelFrom', 'order', 'travelFrom can be no later than travelTo.');
  }
  if ((minFreeKg ?? 0) < 0) invalid('filter.minFreeKg', 'range', 'minFreeKg is 0 or more.');
  if ((maxCost ?? 0) < 0) invalid('filter.maxCost', 'range', 'maxCost is 0 or more.');
  if (typeof currency === 'string') checkCurrency('filter.currency', currency);
}

/**
 * Checks the cities of a search or an alert: one, or two different ones.
 * @returns them normalised; null for the one that is missing
 */
export function checkedCities({ from, to }: Pick<QuerySearchTripsArgs, 'from' | 'to'>) {
  const fromCity = typeof from === 'string' ? checkedCity('from', from) : null;
  const toCity = typeof to === 'string' ? checkedCity('to', to) : null;
  if (fromCity && toCity) checkCities('to', fromCity, toCity);
  if (!fromCity && !toCity) {
    invalid('from', 'required', 'Give a city to travel from, a city to travel to, or both.');
  }
  return { from: fromCity, to: toCity };
}
