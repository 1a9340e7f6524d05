import { CATEGORIES, isMap } from './categories.ts';
import type { AllowedItem, Trip, TripFilter } from './schema.types.ts';

/** The part of a trip that a filter looks at. */
export type FilteredTrip = Pick<Trip, 'travelDate' | 'currency' | 'allowed'>;

/** Whether a trip offers what the filter asks for; kilograms and cost must hold for one and the same category. */
export function passes(trip: FilteredTrip, filter: TripFilter): boolean {
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

/** The conditions of a filter, without the ones that are missing or null. It is stored in this form. */
export type Conditions = { [Name in keyof TripFilter]?: NonNullable<TripFilter[Name]> };

/** @param filter as it was given, or as it is stored: an unknown value sets no condition */
export function toConditions(filter: unknown): Conditions {
  const { travelFrom, travelTo, category, minFreeKg, maxCost, currency } = isMap(filter) ? filter : {};
  const known = CATEGORIES.find((one) => one === category);
  return {
    ...(typeof travelFrom === 'string' ? { travelFrom } : {}),
    ...(typeof travelTo === 'string' ? { travelTo } : {}),
    ...(known ? { category: known } : {}),
    // AWS makes a plain number of a stored one by arithmetic alone (aws-appsync-community#308).
    ...(typeof minFreeKg === 'number' ? { minFreeKg: minFreeKg + 0 } : {}),
    ...(typeof maxCost === 'number' ? { maxCost: maxCost + 0 } : {}),
    ...(typeof currency === 'string' ? { currency } : {}),
  };
}
