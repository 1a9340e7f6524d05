import { CATEGORIES, isMap, STORED_NAMES } from '../../../domain/categories.ts';
import type { AllowedItem } from '../../../domain/schema.types.ts';
import type { FilteredTrip } from '../../../domain/tripFilter.ts';
import { isDay } from '../../lib/halves.ts';
import type { Item } from '../../lib/table.ts';

/** A trip that a search can find now. */
export interface OpenTrip extends FilteredTrip {
  readonly from: string;
  readonly to: string;
  readonly version: number;
  /** The traveler's name. */
  readonly name: string | null;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** @returns null when no search finds the trip: it is gone, hidden, expired, closed or malformed */
export function toOpenTrip(item: Item | undefined): OpenTrip | null {
  const offer = toOffer(item);
  const { fromcity, tocity, acceptto, hidden, tname, tstamp, version } = item ?? {};
  if (!offer || hidden !== undefined || !isDay(acceptto) || acceptto < firstOpenDay()) return null;
  if (!isFilled(fromcity) || !isFilled(tocity) || typeof tstamp !== 'number') return null;
  if (tstamp <= Date.now() / 1000) return null;
  return {
    ...offer,
    from: fromcity,
    to: tocity,
    version: typeof version === 'number' ? version : 0,
    name: isFilled(tname) ? tname : null,
    expiresAt: tstamp,
  };
}

/** What a filter looks at; null when there is nothing. `firstOpenDay` in resolvers/lib/dates.ts is the same day. */
export function toOffer(stored: unknown): FilteredTrip | null {
  const { trdate, currency, allowed } = isMap(stored) ? stored : {};
  const items = isMap(allowed) ? toAllowed(allowed) : [];
  return isDay(trdate) && isFilled(currency) && items.length > 0
    ? { travelDate: trdate, currency, allowed: items }
    : null;
}

/** The first day that is not over at UTC-12, where days end last. */
function firstOpenDay(): string {
  return new Date(Date.now() - 12 * 3_600_000).toISOString().slice(0, 10);
}

function toAllowed(stored: Record<string, unknown>): AllowedItem[] {
  return CATEGORIES.flatMap((category) => {
    const entry = stored[STORED_NAMES[category]];
    if (!isMap(entry)) return [];
    const [cost, kg] = [toNumber(entry['cost']), toNumber(entry['kg'])];
    // The first app stored no `free`.
    const freeKg = entry['free'] === undefined ? kg : toNumber(entry['free']);
    return cost === null || kg === null || freeKg === null ? [] : [{ category, cost, kg, freeKg }];
  });
}

/** A number, or the first app's text of one ("3.0"). */
function toNumber(value: unknown): number | null {
  const number = isFilled(value) ? Number(value) : value;
  return typeof number === 'number' && number >= 0 ? number : null;
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
