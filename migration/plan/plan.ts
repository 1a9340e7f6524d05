import { hasNumbers } from '../../domain/categories.ts';
import { type Key, MARKERS, tripId, tripKeyOf } from '../../domain/keys.ts';
import type { Item } from '../item.ts';
import { isExpired } from './forms.ts';
import { type Half, toHalf } from './half.ts';
import { planOwnPair, planPair, type Surroundings } from './planPair.ts';
import { planTrip } from './planTrip.ts';
import type { PairItems, Survey } from './survey.ts';
import { shownPeople } from './terms.ts';
import { toTrip } from './trip.ts';
import { FINE, left, type Verdict } from './verdict.ts';

/** Items that belong together, and the decision about them. */
export interface Unit {
  readonly items: readonly Item[];
  readonly verdict: Verdict;
  /** The id of the trip, or of the request's trip. */
  readonly trip?: string;
}

/** The work of a run in two rounds: the free kilograms of a trip depend on the repaired requests. */
export interface Plan {
  readonly requests: readonly Unit[];
  readonly others: readonly Unit[];
}

/**
 * Decides about every item of a table. Reads and writes nothing.
 * @param now epoch seconds
 */
export function plan(survey: Survey, now: number): Plan {
  const around = contextOf(survey, now);
  const requests = [...survey.pairs.values()].map((entry) => planned(entry, around(entry)));
  const own = [...survey.ownPairs.values()].map(({ items }) => ({ items, verdict: planOwnPair(items, now) }));
  const accepted = acceptedOf(requests, now);
  const beingRemoved = removedIn(survey);
  const shown = shownPeople(survey.accounts, survey.contacts);
  const trips = survey.trips.map((item) => ({
    items: [item],
    trip: tripId(item),
    verdict: beingRemoved.has(item.username)
      ? left('underWay')
      : planTrip(item, { accepted: accepted.get(tripId(item)) ?? [], traveler: shown(item.username), now }),
  }));
  const known = [...survey.accounts, ...survey.contacts, ...survey.markers];
  const fine = known.map((item) => ({ items: [item], verdict: FINE }));
  const others = survey.others.map(({ item, why }) => ({ items: [item], verdict: left(why) }));
  return { requests: [...requests, ...own], others: [...trips, ...fine, ...others] };
}

function planned({ pair, items }: PairItems, around: Surroundings): Unit {
  return { items, trip: tripId(tripKeyOf(pair)), verdict: planPair(pair, items, around) };
}

function contextOf(survey: Survey, now: number): (entry: PairItems) => Surroundings {
  const trips = new Map(survey.trips.filter((item) => !isExpired(item, now)).map((item) => [tripId(item), item]));
  const marked = new Set(survey.markers.flatMap(tripsOfMarker));
  const beingRemoved = removedIn(survey);
  const shown = shownPeople(survey.accounts, survey.contacts);
  return ({ pair }) => {
    const id = tripId(tripKeyOf(pair));
    const trip = trips.get(id);
    const readable = trip ? toTrip(trip) : null;
    return {
      now,
      trip: readable,
      shown,
      tripExpiresAt: trip ? (readable?.expiresAt ?? 'unknown') : null,
      isCounted: trip !== undefined && hasNumbers(trip['allowed']),
      isUnderWay: marked.has(id) || beingRemoved.has(pair.traveler) || beingRemoved.has(pair.requester),
    };
  };
}

/** The id of the trip in a marker's key, which follows the marker's prefix. */
function tripsOfMarker({ username, created }: Key): string[] {
  const prefix = Object.values(MARKERS).find((text) => created.startsWith(text));
  return prefix === undefined ? [] : [tripId({ username, created: created.slice(prefix.length) })];
}

function removedIn({ accounts }: Survey): Set<string> {
  return new Set(accounts.filter((item) => item['removing'] !== undefined).map(({ username }) => username));
}

/** The travelers' halves of requests that are accepted after their repair, by the ids of the trips. */
function acceptedOf(requests: readonly Unit[], now: number): Map<string, Half[]> {
  const accepted = new Map<string, Half[]>();
  for (const { items, verdict } of requests) {
    const final = verdict.outcome === 'repair' ? verdict.repair.after : items;
    for (const item of final) {
      const half = isExpired(item, now) ? null : toHalf(item);
      if (half?.party !== 'traveler' || half.status !== 'ACCEPTED') continue;
      const id = tripId(tripKeyOf(half));
      const before = accepted.get(id);
      if (before) before.push(half);
      else accepted.set(id, [half]);
    }
  }
  return accepted;
}
