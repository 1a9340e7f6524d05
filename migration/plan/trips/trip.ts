import type { Item } from '../../item.ts';
import { isDay, isFilled, type Offer, toOffers, toWhole } from '../forms.ts';

/** A trip, as the API reads it. */
export interface Trip {
  readonly item: Item;
  readonly fromcity: string;
  readonly tocity: string;
  readonly acceptto: string;
  readonly offers: readonly Offer[];
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** Reads an item as a trip; null if the API would not show it. */
export function toTrip(item: Item): Trip | null {
  const { fromcity, tocity, currency, acceptfrom, acceptto, trdate } = item;
  const offers = toOffers(item['allowed']);
  const expiresAt = toWhole(item['tstamp']);
  const version = item['version'] === undefined ? 0 : toWhole(item['version']);
  if (!isDay(item.created.slice(0, 10)) || offers === null || expiresAt === null || version === null) return null;
  if (!isFilled(fromcity) || !isFilled(tocity) || !isFilled(currency)) return null;
  if (!isDay(acceptfrom) || !isDay(acceptto) || !isDay(trdate)) return null;
  return { item, fromcity, tocity, acceptto, offers, expiresAt };
}
