import { isCurrency } from './currencies.ts';
import { isDate, today, yearAfter } from './dates.ts';
import { fail, invalid } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { AllowedItemInput, CreateTripInput } from './schema.types.ts';
import { type AllowedEntry, round, STORED_NAMES } from './trip.ts';
import { fits } from './pattern.ts';

/** `City-Country`: no `_` (it joins the two cities of a route), no control characters, no blank at either end of a part. */
const CITY = '[^\\s_\\p{C}-][^_\\p{C}]*-[^_\\p{C}]*[^\\s_\\p{C}-]';

export function checkCity(field: string, city: string): void {
  if (city.length > LIMITS.cityLength) {
    invalid(field, 'length', `A city has at most ${LIMITS.cityLength} characters.`);
  }
  if (!fits(CITY, city)) {
    invalid(field, 'format', 'Write a city as City-Country, for example Berlin-Germany, without an underscore.');
  }
}

export function checkCities(field: string, fromCity: string, toCity: string): void {
  if (fromCity === toCity) invalid(field, 'different', 'A trip goes from one city to another.');
}

export function checkCurrency(field: string, currency: string): void {
  if (!isCurrency(currency)) invalid(field, 'unknown', 'Give the currency by its ISO 4217 code, for example EUR.');
}

export interface TripDates {
  acceptFrom: string;
  acceptTo: string;
  travelDate: string;
}

/**
 * Checks the dates of a trip.
 * @param dates as the trip would have them
 * @param given those that the caller gives: a past closing date that merely stays is no fault of this call
 */
export function checkDates(
  dates: TripDates,
  given: { readonly acceptTo: boolean; readonly travelDate: boolean },
): void {
  const now = today();
  checkDate('acceptFrom', dates.acceptFrom);
  checkDate('acceptTo', dates.acceptTo);
  checkDate('travelDate', dates.travelDate);
  if (dates.acceptFrom > dates.acceptTo) invalid('acceptFrom', 'order', 'acceptFrom can be no later than acceptTo.');
  if (dates.acceptTo > dates.travelDate) invalid('acceptTo', 'order', 'acceptTo can be no later than travelDate.');
  if (given.acceptTo && dates.acceptTo < now) invalid('acceptTo', 'past', 'acceptTo must be today or later.');
  if (given.travelDate && dates.travelDate < now) invalid('travelDate', 'past', 'travelDate must be today or later.');
  if (given.travelDate && dates.travelDate > yearAfter(now)) {
    invalid('travelDate', 'tooFar', 'travelDate can be at most one year ahead.');
  }
}

export function checkDate(field: string, date: string): void {
  if (!isDate(date)) invalid(field, 'format', `Give ${field} as YYYY-MM-DD, without an offset.`);
}

function checkEntry({ category, cost, kg }: AllowedItemInput): void {
  const fault = (field: string, rule: 'range' | 'decimals', message: string) => {
    fail('ValidationError', message, { field, rule, category });
  };
  // Documents are not weighed.
  if (kg < 0 || kg > LIMITS.kg.most || (kg === 0 && category !== 'PAPER')) {
    fault('allowed.kg', 'range', `Kilograms are more than 0 and at most ${LIMITS.kg.most}; only PAPER may be 0.`);
  }
  if (cost < 0 || cost > LIMITS.cost.most) fault('allowed.cost', 'range', `A cost is 0 to ${LIMITS.cost.most}.`);
  if (kg !== round(kg)) fault('allowed.kg', 'decimals', 'Kilograms have at most 2 decimals.');
  if (cost !== round(cost)) fault('allowed.cost', 'decimals', 'A cost has at most 2 decimals.');
}

/**
 * Checks the categories that a trip offers.
 * @returns them as they are stored, nothing of them taken yet
 */
export function toAllowedMap(allowed: readonly AllowedItemInput[]): Record<string, AllowedEntry> {
  if (allowed.length === 0) invalid('allowed', 'required', 'A trip offers at least one category.');
  const map: Record<string, AllowedEntry> = {};
  for (const item of allowed) {
    checkEntry(item);
    const stored = STORED_NAMES[item.category];
    if (Object.hasOwn(map, stored)) {
      fail('ValidationError', 'Each category can be given once.', {
        field: 'allowed',
        rule: 'duplicate',
        category: item.category,
      });
    }
    map[stored] = { cost: item.cost, kg: item.kg, free: item.kg };
  }
  return map;
}

/**
 * Checks a trip that is to be posted.
 * @returns its categories as they are stored
 */
export function checkNewTrip(input: CreateTripInput): Record<string, AllowedEntry> {
  checkCity('fromCity', input.fromCity);
  checkCity('toCity', input.toCity);
  checkCities('toCity', input.fromCity, input.toCity);
  checkDates(input, { acceptTo: true, travelDate: true });
  checkCurrency('currency', input.currency);
  return toAllowedMap(input.allowed);
}

/** A phone's token, checked; null without one. */
export function checkToken(token: string | null | undefined): string | null {
  if (token === null || token === undefined) return null;
  if (!fits('[0-9A-Za-z_-]{1,64}', token)) {
    invalid('token', 'format', 'A token has 1 to 64 letters, digits, hyphens or underscores.');
  }
  return token;
}
