import { type AllowedEntry, STORED_NAMES } from '../../../domain/categories.ts';
import { isCurrency, minorUnits, roundAmount } from '../../../domain/currencies.ts';
import * as limits from '../../../domain/limits.ts';
import type { AllowedItemInput, CreateTripInput, ItemCategory } from '../../../domain/schema.types.ts';
import { firstOpenDay, isDate, lastBegunDay, yearAfter } from '../dates.ts';
import { invalid, invalidItem } from '../errors.ts';
import { fits } from '../pattern.ts';
import { checkedLine, LETTER_OR_DIGIT } from '../text.ts';
import { type NewTrip, round } from './trip.ts';

/**
 * Checks a city: `City-Country`, both with a letter or digit. Each may have hyphens and spaces of its own, but only the
 * ordinary space, never two next to each other and none at an end. It has no `_`, which joins the two cities of a route.
 * @returns it normalised (Unicode NFC), so that one city is always spelled the same
 */
export function checkedCity(field: string, text: string): string {
  const city = checkedLine(field, 'A city', limits.cityLength, text);
  const noStraySpace = '(?![ -]|[\\s\\S]*(?:[ -][ -]|[ -](?![\\s\\S])|_|(?! )\\p{Z}))';
  const named = `[^${LETTER_OR_DIGIT}-]*[${LETTER_OR_DIGIT}][^-]*`;
  if (!fits(`${noStraySpace}${named}-(?:[\\s\\S]*-)?${named}`, city)) {
    invalid(field, 'format', 'Write City-Country: Berlin-Germany, with no underscore and no space beside the hyphen.');
  }
  return city;
}

export function checkCities(field: string, fromCity: string, toCity: string): void {
  if (fromCity.toLowerCase() === toCity.toLowerCase()) {
    invalid(field, 'different', 'A trip goes from one city to another.');
  }
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
 * @param given the dates in the input: a past `acceptTo` that the call does not change is allowed
 */
export function checkDates(
  dates: TripDates,
  given: { readonly acceptTo: boolean; readonly travelDate: boolean },
): void {
  const first = firstOpenDay();
  checkDate('acceptFrom', dates.acceptFrom);
  checkDate('acceptTo', dates.acceptTo);
  checkDate('travelDate', dates.travelDate);
  if (dates.acceptFrom > dates.acceptTo) invalid('acceptFrom', 'order', 'acceptFrom can be no later than acceptTo.');
  if (dates.acceptTo > dates.travelDate) invalid('acceptTo', 'order', 'acceptTo can be no later than travelDate.');
  if (given.acceptTo && dates.acceptTo < first) invalid('acceptTo', 'past', 'acceptTo must be today or later.');
  if (given.travelDate && dates.travelDate < first) invalid('travelDate', 'past', 'travelDate must be today or later.');
  if (given.travelDate && dates.travelDate > yearAfter(lastBegunDay())) {
    invalid('travelDate', 'tooFar', 'travelDate can be at most one year ahead.');
  }
}

export function checkDate(field: string, date: string): void {
  if (!isDate(date)) invalid(field, 'format', `Give ${field} as YYYY-MM-DD, without an offset.`);
}

/** Refuses kilograms outside the limits of their category. */
export function checkKilograms(field: string, category: ItemCategory, kg: number): void {
  // Documents are not weighed.
  if (kg < 0 || kg > limits.mostKilograms || (kg === 0 && category !== 'PAPER')) {
    const message = `Kilograms are more than 0 and at most ${limits.mostKilograms}; only PAPER may be 0.`;
    invalidItem(field, 'range', category, message);
  }
  if (kg !== round(kg)) invalidItem(field, 'decimals', category, 'Kilograms have at most 2 decimals.');
}

function checkCost(category: ItemCategory, cost: number): void {
  if (cost < 0 || cost > limits.mostCost) {
    invalidItem('allowed.cost', 'range', category, `A cost is 0 to ${limits.mostCost}.`);
  }
}

/** Refuses costs with more decimals than their currency has (ISO 4217). */
export function checkDecimals(allowed: readonly AllowedItemInput[], currency: string): void {
  const decimals = minorUnits(currency);
  for (const { category, cost } of allowed) {
    if (cost !== roundAmount(cost, currency)) {
      const most = decimals === 0 ? 'no' : `at most ${decimals}`;
      invalidItem('allowed.cost', 'decimals', category, `A cost in ${currency} has ${most} decimals.`);
    }
  }
}

export function refuseDuplicate(field: string, category: ItemCategory): never {
  return invalidItem(field, 'duplicate', category, 'Each category can be given once.');
}

/**
 * Checks the categories that a trip offers.
 * @returns the categories to store, with all kilograms free
 */
export function toAllowedMap(allowed: readonly AllowedItemInput[]): Record<string, AllowedEntry> {
  if (allowed.length === 0) invalid('allowed', 'required', 'A trip offers at least one category.');
  const map: Record<string, AllowedEntry> = {};
  for (const item of allowed) {
    checkKilograms('allowed.kg', item.category, item.kg);
    checkCost(item.category, item.cost);
    const stored = STORED_NAMES[item.category];
    if (Object.hasOwn(map, stored)) refuseDuplicate('allowed', item.category);
    map[stored] = { cost: item.cost, kg: item.kg, free: item.kg };
  }
  return map;
}

/**
 * Checks the input of a new trip.
 * @returns the trip to store
 */
export function checkedTrip(input: CreateTripInput): NewTrip {
  const fromCity = checkedCity('fromCity', input.fromCity);
  const toCity = checkedCity('toCity', input.toCity);
  checkCities('toCity', fromCity, toCity);
  checkDates(input, { acceptTo: true, travelDate: true });
  checkCurrency('currency', input.currency);
  const allowed = toAllowedMap(input.allowed);
  checkDecimals(input.allowed, input.currency);
  return { ...input, fromCity, toCity, allowed };
}

/** A phone's token, checked; null without one. */
export function checkToken(token: string | null | undefined): string | null {
  if (token === null || token === undefined) return null;
  if (!fits('[0-9A-Za-z_-]{1,64}', token)) {
    invalid('token', 'format', 'A token has 1 to 64 letters, digits, hyphens or underscores.');
  }
  return token;
}
