import { randomUUID } from 'node:crypto';

import { hasNumbers } from '../../domain/categories.ts';
import { type Key, MARKERS, type Pair, requestId, tripId, tripKeyOf } from '../../domain/keys.ts';
import { type Item, placeOf } from '../item.ts';
import { isExpired, toOffers } from './forms.ts';
import { type Places, planAccount, planCard, planMove, planOfGone, tidyCard } from './people/planPerson.ts';
import type { AroundRequest } from './requests/around.ts';
import { type Half, toHalf } from './requests/half.ts';
import { PARTIES } from './requests/planPair.ts';
import { planOwnPair, planRequest } from './requests/planRequest.ts';
import { joined, mirrored, swapOf } from './requests/swapped.ts';
import { type Shown, shownPeople } from './requests/terms.ts';
import { deletion, EXPIRED, FINE, left, type Verdict } from './requests/verdict.ts';
import type { Entry, PairItems, Survey } from './survey.ts';
import { planTrip } from './trips/planTrip.ts';
import { type TidyTrip, tidyTrip } from './trips/tidyTrip.ts';
import { toTrip } from './trips/trip.ts';
import type { Plan, Unit } from './unit.ts';

/**
 * Decides about every item of a table. Reads and writes nothing.
 * @param now epoch seconds
 * @param random makes a random text for each person who is gone
 */
export function plan(survey: Survey, now: number, random: () => string = randomUUID): Plan {
  const tidy = new Map(survey.trips.map((entry) => [entry, tidyTrip(entry.item)]));
  const around = contextOf(survey, now, tidy, random);
  const requests = requestUnits(survey, around);
  const own = [...survey.ownPairs.values()].map(({ entries }) => unitOf(entries, (items) => planOwnPair(items, now)));
  const old = survey.oldHalves.map((item) => ({
    items: [item],
    verdict: isExpired(item, now) ? EXPIRED : deletion('noTrip', { before: [item] }),
  }));
  const rest = otherUnits(survey);
  // A half of somebody unclear stays, and takes kilograms too.
  const accepted = acceptedOf([...requests, ...rest], now);
  return { requests: [...requests, ...own, ...old], others: [...tripUnits(survey, { tidy, now, accepted }), ...rest] };
}

interface AroundTrips {
  readonly tidy: ReadonlyMap<Entry, TidyTrip>;
  readonly accepted: ReadonlyMap<string, Half[]>;
  readonly now: number;
}

function tripUnits(survey: Survey, { tidy, accepted, now }: AroundTrips): Unit[] {
  const beingRemoved = removedIn(survey);
  const shown = shownIn(survey);
  const places = new Set(survey.places);
  return survey.trips.map((entry) => {
    const { item, stored } = entry;
    const trip = tripId(item);
    const base = { items: [stored], trip };
    if (beingRemoved.has(item.username)) return { ...base, verdict: left('underWay') };
    if (item !== stored && places.has(placeOf(item))) {
      return { ...base, verdict: deletion('userName', { before: [stored] }) };
    }
    places.add(placeOf(item));
    const about = { accepted: accepted.get(trip) ?? [], traveler: shown(item.username), now };
    const tidied = tidy.get(entry) ?? tidyTrip(item);
    return { ...base, ...planTrip(entry, { ...about, tidy: tidied, isCounted: isCounted(stored) }) };
  });
}

/** Whether the API has counted the kilograms of a trip: it counts only in trips that it shows. */
function isCounted({ allowed }: Item): boolean {
  return hasNumbers(allowed) && toOffers(allowed) !== null;
}

function otherUnits(survey: Survey): Unit[] {
  const places: Places = new Set(survey.places);
  const beingRemoved = removedIn(survey);
  // Nothing moves to an account that is being removed.
  const isHeld = ({ item, stored }: Entry) => item !== stored && beingRemoved.has(item.username);
  const unitOfOne = (entry: Entry, decide: () => Verdict) =>
    unitOf([entry], () => (isHeld(entry) ? left('underWay') : decide()));
  const cards = survey.contacts.map((entry) =>
    isHeld(entry)
      ? { items: [entry.stored], verdict: left('underWay') }
      : { items: [entry.stored], ...planCard(entry, places) },
  );
  const accounts = survey.accounts.map((entry) => unitOfOne(entry, () => planAccount(entry, places)));
  const fine = [...survey.markers, ...survey.ofApi].map((item) => ({ items: [item], verdict: FINE }));
  const others = survey.others.map(({ entry, why }) => unitOfOne(entry, () => planMove(entry, left(why), places)));
  // A trip of somebody who is gone stays until its requests have taken its terms.
  const trips = new Map(survey.goneTrips.map(({ stored, item }) => [stored, { trip: tripId(item) }]));
  const gone = survey.ofGone.map((one) => ({ items: [one.item], verdict: planOfGone(one), ...trips.get(one.item) }));
  return [...cards, ...accounts, ...fine, ...others, ...gone];
}

function unitOf(entries: readonly Entry[], decide: (items: readonly Item[]) => Verdict): Unit {
  const items = entries.map(({ stored }) => stored);
  return { items, verdict: decide(items) };
}

/** What is shown of each person after the repair of their card. */
function shownIn({ accounts, contacts }: Survey): (userId: string) => Shown {
  return shownPeople(itemsOf(rightLast(accounts)), itemsOf(rightLast(contacts)).map(tidyCard));
}

/** In an order for a map by their right keys: of several with the same one, the last stays, and then the first. */
function rightLast(entries: readonly Entry[]): Entry[] {
  const moved = entries.filter(({ item, stored }) => item !== stored).reverse();
  return [...moved, ...entries.filter(({ item, stored }) => item === stored)];
}

function itemsOf(entries: readonly Entry[]): Item[] {
  return entries.map(({ item }) => item);
}

/** Decides about the requests. */
function requestUnits({ pairs }: Survey, around: (entry: PairItems) => AroundRequest): Unit[] {
  const units = new Map<string, Unit>();
  const swapped: (readonly [Pair, Unit])[] = [];
  for (const [id, entry] of pairs) {
    const about = around(entry);
    const unit = unitOf(entry.entries, () => planRequest(entry, about));
    const other = mirrored(entry.pair);
    if (about.swap === 'byRequest') swapped.push([other, unit]);
    units.set(id, { ...unit, trip: tripId(tripKeyOf(about.swap === null ? entry.pair : other)) });
  }
  for (const [sent, unit] of swapped) {
    const found = units.get(requestId(sent));
    const both = found && joined(found, unit);
    if (!both) continue;
    units.set(requestId(sent), both);
    units.delete(requestId(mirrored(sent)));
  }
  return [...units.values()];
}

function contextOf(
  survey: Survey,
  now: number,
  tidy: ReadonlyMap<Entry, TidyTrip>,
  random: () => string,
): (entry: PairItems) => AroundRequest {
  const all = new Map([...survey.goneTrips, ...rightLast(survey.trips)].map((entry) => [tripId(entry.item), entry]));
  const marked = new Set(survey.markers.flatMap(tripsOfMarker));
  const beingRemoved = removedIn(survey);
  const shown = shownIn(survey);
  return (entry) => {
    const { pair } = entry;
    const id = tripId(tripKeyOf(pair));
    const found = all.get(id);
    const trip = found && !isExpired(found.item, now) ? found : undefined;
    const readable = trip ? toTrip((tidy.get(trip) ?? tidyTrip(trip.item)).item) : null;
    const hasTrip = (one: Pair) => all.has(tripId(tripKeyOf(one)));
    return {
      now,
      trip: readable,
      shown,
      random,
      tripExpiresAt: trip ? (readable?.expiresAt ?? 'unknown') : null,
      isCounted: trip !== undefined && isCounted(trip.stored),
      isUnderWay: marked.has(id) || beingRemoved.has(pair.traveler) || beingRemoved.has(pair.requester),
      gone: PARTIES.filter((party) => survey.gone.has(pair[party])),
      swap: swapOf(entry, survey, hasTrip),
      ...(trip ? { tripKey: trip.stored } : {}),
    };
  };
}

/** The id of the trip in a marker's key, which follows the marker's prefix. */
function tripsOfMarker({ username, created }: Key): string[] {
  const prefix = Object.values(MARKERS).find((text) => created.startsWith(text));
  return prefix === undefined ? [] : [tripId({ username, created: created.slice(prefix.length) })];
}

function removedIn({ accounts }: Survey): Set<string> {
  return new Set(
    itemsOf(accounts)
      .filter((item) => item['removing'] !== undefined)
      .map(({ username }) => username),
  );
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
