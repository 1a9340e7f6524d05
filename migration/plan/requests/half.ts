import { CREATED } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { type Place, toPlace } from '../../../functions/lib/halves.ts';
import type { Item } from '../../item.ts';
import { isDay, toKilograms, toWhole } from '../forms.ts';
import { storedTerms, type Terms } from './terms.ts';

/** One party's half of a request, as the API reads it. */
export interface Half extends Place {
  readonly item: Item;
  readonly dtime: string;
  readonly kilograms: Readonly<Record<string, number>>;
  readonly note: string | null;
  readonly reason: unknown;
  /** Undefined for a half of the first app, which has none. */
  readonly terms: Terms | undefined;
  /** 0 for a half of the first app, which has none. */
  readonly revision: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** The first app's times have microseconds; the API's have milliseconds. */
const DTIME = new RegExp(`^(?:${CREATED}|${CREATED.slice(0, -3)}{3})$`);

/** Reads an item as a half; null if the API would not show it. */
export function toHalf(item: Item): Half | null {
  const place = toPlace(item);
  const { dtime, note, reason } = item;
  const kilograms = toKilograms(item['items']);
  const revision = item['revision'] === undefined ? 0 : toWhole(item['revision']);
  const terms = storedTerms(item, Object.keys(kilograms ?? {}));
  const expiresAt = toWhole(item['tstamp']);
  if (!place || !isDay(place.tripid.slice(0, 10)) || kilograms === null) return null;
  if (revision === null || revision > limits.mostInt || expiresAt === null || terms === null) return null;
  if (typeof dtime !== 'string' || !DTIME.test(dtime) || !isDay(dtime.slice(0, 10))) return null;
  if (!isPieces(item['pieces'])) return null;
  return {
    ...place,
    item,
    dtime,
    kilograms,
    note: typeof note === 'string' ? note : null,
    reason,
    terms,
    revision,
    expiresAt,
  };
}

function isPieces(value: unknown): boolean {
  const pieces = value === undefined ? 0 : toWhole(value);
  return pieces !== null && pieces <= limits.mostInt;
}
