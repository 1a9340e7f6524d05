import { isDeepStrictEqual } from 'node:util';

import { hasNumbers } from '../../domain/categories.ts';
import { closing, route } from '../../domain/keys.ts';
import type { Item } from '../item.ts';
import { MOST_WRITES } from '../repair.ts';
import { isExpired, type Offer, round } from './forms.ts';
import type { Half } from './half.ts';
import type { Shown } from './terms.ts';
import { toTrip, type Trip } from './trip.ts';
import { type Contradiction, EXPIRED, FINE, left, type Verdict } from './verdict.ts';

/** What a decision about a trip needs besides the trip's item. */
export interface AroundTrip {
  /** The traveler's halves of the accepted requests for it, after their own repair. */
  readonly accepted: readonly Half[];
  /** The traveler's name. */
  readonly traveler: Shown;
  /** Epoch seconds. */
  readonly now: number;
}

/** Decides about a trip. */
export function planTrip(item: Item, { accepted, traveler, now }: AroundTrip): Verdict {
  if (isExpired(item, now)) return EXPIRED;
  const trip = toTrip(item);
  if (!trip) return left('unreadable');
  const isCounted = hasNumbers(item['allowed']);
  const offers = trip.offers.map((offer) => ({ ...offer, left: offer.kg - taken(offer, accepted) }));
  const next = {
    ...item,
    fromto: route(trip.fromcity, trip.tocity),
    closing: closing(trip.acceptto, item),
    version: item['version'] ?? 1,
    ...(item['tname'] === undefined && traveler.name !== null ? shownOn(traveler) : {}),
    ...(isCounted ? {} : { allowed: Object.fromEntries(offers.map(toEntry)) }),
  };
  const contradictions = namesOf(trip, next, isCounted ? [] : offers);
  // The API changes its counts only by differences. A value that replaces the count could undo such a change.
  if (contradictions.length === 0) return isCounted && offers.some(isMiscounted) ? left('freeDiffers') : FINE;
  const counted = isCounted ? [] : accepted.filter(({ kilograms }) => Object.keys(kilograms).length > 0);
  if (counted.length >= MOST_WRITES) return left('tooMany');
  const checked = counted.map((half) => half.item);
  const repair = { before: [item, ...checked], after: [next, ...checked], checks: [] };
  return { outcome: 'repair', contradictions, repair };
}

/** What a trip stores of its traveler. */
function shownOn({ name, since }: Shown) {
  return { tname: name, ...(since === null ? {} : { since }) };
}

interface Left extends Offer {
  /** What the accepted requests leave; negative if they have more than the trip offers. */
  readonly left: number;
}

function taken({ name }: Offer, accepted: readonly Half[]): number {
  return round(accepted.reduce((sum, { kilograms }) => sum + (kilograms[name] ?? 0), 0));
}

function toEntry({ name, cost, kg, left, stored }: Left) {
  return [name, { ...stored, cost, kg, free: freeOf(left) }] as const;
}

function freeOf(left: number): number {
  return Math.max(0, round(left));
}

function isMiscounted({ free, left }: Left): boolean {
  return free !== freeOf(left);
}

function namesOf({ item }: Trip, next: Item, counting: readonly Left[]): Contradiction[] {
  const isText = ({ stored }: Offer) => ['cost', 'kg', 'free'].some((name) => typeof stored[name] === 'string');
  const found: Readonly<Partial<Record<Contradiction, boolean>>> = {
    numbersAsText: counting.some(isText),
    noFree: counting.some(({ free }) => free === null),
    overbooked: counting.some((offer) => offer.left < 0),
    noClosing: item['closing'] === undefined,
    otherClosing: item['closing'] !== undefined && item['closing'] !== next['closing'],
    noVersion: item['version'] === undefined,
    noNames: item['tname'] === undefined && next['tname'] !== undefined,
    otherRoute: !isDeepStrictEqual(item['fromto'], next['fromto']),
  };
  return (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
}
