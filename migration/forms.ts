import { isMap, STORED_NAMES } from '../domain/categories.ts';

/**
 * What the API takes for a value, the first app's form as well as its own. Its own readers need AppSync, so these say it
 * again; a test holds both against the same items.
 */

const CATEGORY_NAMES: readonly string[] = Object.values(STORED_NAMES);
const DECIMAL = /^(?:0|[1-9]\d{0,5})(?:\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the calendar, `YYYY-MM-DD`. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  // JavaScript takes 30 February for a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A number from 0 on, or the first app's text of one ("3.0"); null for anything else. */
export function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? number : null;
}

/** A whole number of a size that counts and times have; null for anything else. */
export function toWhole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e12 ? value : null;
}

export function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0;
}

/** To the 2 decimals that kilograms have. */
export function round(kg: number): number {
  return Math.round(kg * 100) / 100;
}

/** Kilograms by the category's stored name; none at all where nothing is stored; null for anything else. */
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

/** A category of a trip. `free` is null where the first app kept none. */
export interface Offer {
  readonly name: string;
  readonly cost: number;
  readonly kg: number;
  readonly free: number | null;
  readonly stored: Readonly<Record<string, unknown>>;
}

/** What has expired nobody sees any more, whatever DynamoDB has done: it counts as gone. */
export function isExpired(item: Readonly<Record<string, unknown>>, now: number): boolean {
  const expiresAt = toWhole(item['tstamp']);
  return expiresAt !== null && expiresAt <= now;
}

/** What a trip takes; null for anything that the API wouldn't show. */
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
