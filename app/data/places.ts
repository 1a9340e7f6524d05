import { language } from '../text/language.ts';
import { ask } from './api/ask.ts';
import { Places } from './api/operations.types.ts';
import { folded, type Place, placeOf, written } from './city.ts';
import { recall, store } from './session/storage.ts';

const RECENT = 'recent';
const MOST_RECENT = 6;

/** Cities of trips that were on the screen since the page was opened. */
const seen = new Set<string>();

/** The place that a text names completely, by its name in English or in the reader's language. */
export function named(text: string, places: readonly Place[]): Place | undefined {
  const wanted = folded(text);
  const known = [...places, ...onThisDevice()];
  const isMeant = (place: Place) => folded(place.name) === wanted || folded(written(place)) === wanted;
  return known.find((place) => isMeant(place) || isMeant(placeOf(place.city)));
}

/** Suggestions: recent cities at first, then every city of the API that has a name with this beginning. */
export async function suggest(text: string): Promise<readonly Place[]> {
  const wanted = folded(text);
  if (wanted === '') return recentCities().map(placeOf);
  const found = await ask(Places, { text: text.slice(0, 100), language: language.get() }).catch(() => null);
  // Without a network, the cities that this device knows stand in.
  return found?.places ?? onThisDevice().filter((place) => folded(written(place)).startsWith(wanted));
}

export function recentCities(): readonly string[] {
  const found = recall(RECENT);
  return Array.isArray(found) ? found.filter((city) => typeof city === 'string') : [];
}

/** Remembers cities that somebody chose. */
export function remember(...cities: readonly (string | null)[]): void {
  const chosen = cities.filter((city) => city !== null);
  store(RECENT, [...new Set([...chosen, ...recentCities()])].slice(0, MOST_RECENT));
}

/** Notes the cities of trips that were loaded. */
export function note(trips: readonly { readonly fromCity: string; readonly toCity: string }[]): void {
  for (const { fromCity, toCity } of trips) seen.add(fromCity).add(toCity);
}

function onThisDevice(): Place[] {
  return [...new Set([...recentCities(), ...seen])].map(placeOf);
}
