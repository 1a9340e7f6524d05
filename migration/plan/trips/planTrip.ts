import { isDeepStrictEqual } from 'node:util';

import { closing, route } from '../../../domain/keys.ts';
import type { Item } from '../../item.ts';
import { MOST_WRITES } from '../../repair.ts';
import { staysOf } from '../checks.ts';
import { isExpired, type Offer, round } from '../forms.ts';
import type { Half } from '../requests/half.ts';
import type { Shown } from '../requests/terms.ts';
import { type Contradiction, EXPIRED, FINE, left, type Notice, type Verdict } from '../requests/verdict.ts';
import type { Entry } from '../survey.ts';
import type { TidyTrip } from './tidyTrip.ts';
import { toTrip, type Trip } from './trip.ts';

/** What a decision about a trip needs besides the trip's item. */
export interface AroundTrip {
  /** The trip after the repair of its values. */
  readonly tidy: TidyTrip;
  /** Whether the API has counted the kilograms of accepted requests. */
  readonly isCounted: boolean;
  /** The traveler's halves of the accepted requests for it, after their own repair. */
  readonly accepted: readonly Half[];
  /** The traveler's name. */
  readonly traveler: Shown;
  /** Epoch seconds. */
  readonly now: number;
}

/** A decision, and what needs a person. */
export interface Decision {
  readonly verdict: Verdict;
  readonly notices: readonly Notice[];
}

/** Decides about a trip. */
export function planTrip({ stored, item }: Entry, around: AroundTrip): Decision {
  const { tidy, isCounted, accepted, traveler, now } = around;
  if (isExpired(item, now)) return { verdict: EXPIRED, notices: [] };
  const trip = toTrip(tidy.item);
  if (!trip) return { verdict: left('unreadable'), notices: [] };
  const offers = trip.offers.map((offer) => ({ ...offer, left: offer.kg - taken(offer, accepted) }));
  const isHidden = item['hidden'] !== undefined;
  const next = {
    ...tidy.item,
    fromto: route(trip.fromcity, trip.tocity),
    // While the traveler is suspended, the API keeps `closing` in `hidden`.
    ...(isHidden ? {} : { closing: closing(trip.acceptto, item) }),
    version: item['version'] ?? 1,
    ...(item['tname'] === undefined && traveler.name !== null ? shownOn(traveler) : {}),
    ...(isCounted ? {} : { allowed: Object.fromEntries(offers.map(toEntry)) }),
  };
  const isMoved = stored !== item;
  const contradictions = [
    ...tidy.contradictions,
    ...namesOf(trip, next, isCounted ? [] : offers),
    ...(isMoved ? ['userName' as const] : []),
  ];
  // The API changes its counts only by differences. A value that replaces the count could undo such a change.
  const differs = isCounted && offers.some(isMiscounted) ? ['freeDiffers' as const] : [];
  const notices = [...tidy.notices, ...differs];
  if (contradictions.length === 0) return { verdict: FINE, notices };
  const counted = isCounted ? [] : accepted.filter(({ kilograms }) => Object.keys(kilograms).length > 0);
  if (counted.length + (isMoved ? 3 : 1) > MOST_WRITES) return { verdict: left('tooMany'), notices };
  const checked = counted.map((half) => half.item);
  const checks = isMoved ? [staysOf(item.username)] : [];
  const repair = { before: [stored, ...checked], after: [next, ...checked], checks };
  return { verdict: { outcome: 'repair', contradictions, repair }, notices };
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
  const isHidden = item['hidden'] !== undefined;
  const found: Readonly<Partial<Record<Contradiction, boolean>>> = {
    numbersAsText: counting.some(isText),
    noFree: counting.some(({ free }) => free === null),
    overbooked: counting.some((offer) => offer.left < 0),
    noClosing: !isHidden && item['closing'] === undefined,
    otherClosing: !isHidden && item['closing'] !== undefined && item['closing'] !== next['closing'],
    noVersion: item['version'] === undefined,
    noNames: item['tname'] === undefined && next['tname'] !== undefined,
    otherRoute: !isDeepStrictEqual(item['fromto'], next['fromto']),
  };
  return (Object.keys(found) as Contradiction[]).filter((name) => found[name]);
}
