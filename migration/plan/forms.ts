import { isMap, STORED_NAMES } from '../../domain/categories.ts';

/**
 * The values that the API accepts, in the first app's form and in its own. The API's own readers need AppSync, so these
 * functions repeat their rules; a test compares both on the same items.
 */

const CATEGORY_NAMES: readonly string[] = Object.values(STORED_NAMES);
const DECIMAL = /^(?:0|[1-9]\d{0,5})(?:\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a value is a calendar day, `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // JavaScript would parse 30 February as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A number of at least 0, or the first app's text of one ("3.0"); null for anything else. */
export function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? number : null;
}

/** A whole number in the range of counts and times; null for anything else. */
export function toWhole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e12 ? value : null;
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** Removes the error of floating point in a sum or difference. The first app's kilograms have up to 6 decimals. */
export function round(kg: number): number {
  return Math.round(kg * 1e6) / 1e6;
}

/** Kilograms by the category's stored name; empty if nothing is stored; null for anything else. */
export function toKilograms(stored: unknown): Readonly<Record<string, number>> | null {
  if (stored === undefined) return {};
  if (!isMap(stored)) return null;
  const kilograms: Record<string, number> = {};
  for (const [name, value] of Object.entries(stored)) {
    const kg = toNumber(value);
    if (kg === null || !CATEGORY_NAMES.includes(name)) return null;
    kilograms[name] = kg;
  }
  return kilograms;
}

/** A category of a trip. `free` is null if the first app stored none. */
export interface Offer {
  readonly name: string;
  readonly cost: number;
  readonly kg: number;
  readonly free: number | null;
  readonly stored: Readonly<Record<string, unknown>>;
}

/** Whether an item has expired. An expired item counts as deleted, even if TTL has not deleted it yet. */
export function isExpired(item: Readonly<Record<string, unknown>>, now: number): boolean {
  const expiresAt = toWhole(item['tstamp']);
  return expiresAt !== null && expiresAt <= now;
}

/** The categories of a trip; null for a value that the API does not show. */
export function toOffers(stored: unknown): readonly Offer[] | null {
  if (!isMap(stored)) return null;
  const offers: Offer[] = [];
  for (const [name, entry] of Object.entries(stored)) {
    if (!isMap(entry) || !CATEGORY_NAMES.includes(name)) return null;
    const [cost, kg] = [toNumber(entry['cost']), toNumber(entry['kg'])];
    const free = entry['free'] === undefined ? null : toNumber(entry['free']);
    if (cost === null || kg === null || (free === null && entry['free'] !== undefined)) return null;
    offers.push({ name, cost, kg, free, stored: entry });
  }
  return offers.length > 0 ? offers : null;
}
