import type { AllowedItem, TripFilter } from '../../../domain/schema.types.ts';
import { invalid } from '../errors.ts';
import type { TripAnswer } from './trip.ts';
import { checkCurrency, checkDate } from './tripRules.ts';

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

/** Whether a trip offers what the filter asks for; kilograms and cost must hold for one and the same category. */
export function passes(trip: TripAnswer, filter: TripFilter): boolean {
  const { travelFrom, travelTo, currency } = filter;
  if (trip.travelDate < (travelFrom ?? trip.travelDate)) return false;
  if (trip.travelDate > (travelTo ?? trip.travelDate)) return false;
  if (trip.currency !== (currency ?? trip.currency)) return false;
  // A page filters up to 200 trips, and AWS stops a handler's iterations at 1,000: no loop here.
  const [first, second, third, fourth, fifth, sixth] = trip.allowed;
  return (
    offers(first, filter) ||
    offers(second, filter) ||
    offers(third, filter) ||
    offers(fourth, filter) ||
    offers(fifth, filter) ||
    offers(sixth, filter)
  );
}

function offers(item: AllowedItem | undefined, { category, minFreeKg, maxCost }: TripFilter): boolean {
  return (
    !!item &&
    item.category === (category ?? item.category) &&
    item.freeKg >= (minFreeKg ?? item.freeKg) &&
    item.cost <= (maxCost ?? item.cost)
  );
}
