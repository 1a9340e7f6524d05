import { STORED_NAMES } from '../../../domain/categories.ts';
import { partsOf, toPrice } from '../../../domain/price.ts';
import type { ItemCategory, RequestItem, RequestItemInput } from '../../../domain/schema.types.ts';
import { dayOfExpiry, isDate } from '../dates.ts';
import { isFilled, type StoredItem, toNumber, type TripCapacity } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';

/** What two people agree on, apart from the items. A request stores it when it is sent. */
export interface Terms {
  readonly fromCity: string;
  readonly toCity: string;
  readonly travelDate: string;
  readonly currency: string;
}

/**
 * Reads the terms of a half.
 * @returns undefined for a half of the first app, which has none; null when some are missing or malformed
 */
export function storedTerms(half: StoredItem<RequestHalf>): Terms | null | undefined {
  const { fromcity, tocity, trdate, currency, cost } = half;
  if (fromcity === undefined && tocity === undefined && trdate === undefined && cost === undefined) return undefined;
  if (!isFilled(fromcity) || !isFilled(tocity) || !isFilled(currency) || !isDate(trdate)) return null;
  return { fromCity: fromcity, toCity: tocity, travelDate: trdate, currency };
}

/** The terms of a first app's request until its trip is read. The trip expires 30 days after the travel date. */
export function unknownTerms(expiresAt: number): Terms {
  return { fromCity: '', toCity: '', travelDate: dayOfExpiry(expiresAt), currency: '' };
}

/** The terms that a trip offers now. */
export function termsOf({ fromCity, toCity, travelDate, currency }: TripCapacity): Terms {
  return { fromCity, toCity, travelDate, currency };
}

/** What an item costs for each kilogram or document on a trip; 0 for a category that it does not offer. */
function costOn(trip: TripCapacity, category: ItemCategory): number {
  return trip.allowed.find((offer) => offer.category === category)?.cost ?? 0;
}

/** The items that are asked for, at the costs that the trip offers now. */
export function withCosts(items: (RequestItemInput | RequestItem)[], trip: TripCapacity): RequestItem[] {
  return items.map(({ category, kg, pieces }) => ({
    category,
    kg,
    pieces: pieces ?? null,
    cost: costOn(trip, category),
  }));
}

/** The number of documents for PAPER, 1 if it is missing. Kilograms for every other category. */
function amountOf({ category, kg, pieces }: RequestItem): number {
  return category === 'PAPER' ? (pieces ?? 1) : kg;
}

/** The price of all items, in the currency. */
export function priceOf(items: RequestItem[], currency: string): number {
  const parts = items.reduce((sum, item) => sum + partsOf(item.cost, amountOf(item)), 0);
  return toPrice(parts, currency);
}

/** The costs of a request's items as they are stored. */
export function toStoredCosts(items: readonly RequestItem[]): Record<string, number> {
  const map: Record<string, number> = {};
  for (const { category, cost } of items) map[STORED_NAMES[category]] = cost;
  return map;
}

/** The stored cost of one category: 0 where no terms are stored; null when it is malformed. */
export function storedCost(
  costs: Readonly<Record<string, unknown>> | undefined,
  category: ItemCategory,
): number | null {
  return costs === undefined ? 0 : toNumber(costs[STORED_NAMES[category]]);
}
