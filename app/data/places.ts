import { CITIES } from './cities.ts';
import { recall, store } from './storage.ts';

/** A city to travel from or to. */
export interface Place {
  /** As trips and searches write it: `Berlin-Germany`. */
  readonly city: string;
  readonly name: string;
  readonly country: string;
}

const RECENT = 'recent';
const MOST_RECENT = 6;
const MOST_SUGGESTIONS = 6;

/** Cities of trips that were on the screen since the page was opened. */
const seen = new Set<string>();

/** `Berlin-Germany` in its two parts. A city's name may have a hyphen of its own, a country's after it hasn't. */
export function placeOf(city: string): Place {
  const at = city.lastIndexOf('-');
  return at < 1 ? { city, name: city, country: '' } : { city, name: city.slice(0, at), country: city.slice(at + 1) };
}

/** What somebody typed, in the form of trips: `Berlin, Germany` is `Berlin-Germany`. Null when it names no country. */
export function cityOf(typed: string): string | null {
  const text = typed.normalize('NFC').trim();
  const known = [...seen, ...CITIES].find(
    (city) => folded(city) === folded(text) || folded(shown(city)) === folded(text),
  );
  if (known !== undefined) return known;
  const parts = text.split(/\s*[,،]\s*/).filter((part) => part !== '');
  if (parts.length === 2) return parts.join('-').replaceAll('_', ' ');
  return /^[^-]+-[^-]+$/.test(text) ? text.replaceAll('_', ' ') : null;
}

/** As people write it: `Berlin, Germany`. */
export function shown(city: string): string {
  const { name, country } = placeOf(city);
  return country === '' ? name : `${name}, ${country}`;
}

/**
 * Cities that begin so, recent ones first. A `places` query of the API would be asked here; callers wait for it already.
 */
export function suggest(text: string): Promise<readonly Place[]> {
  const wanted = folded(text.trim());
  const all = [...new Set([...recentCities(), ...seen, ...(wanted === '' ? [] : CITIES)])];
  const found = all.filter((city) => folded(shown(city)).startsWith(wanted) || folded(city).includes(` ${wanted}`));
  return Promise.resolve(found.slice(0, MOST_SUGGESTIONS).map(placeOf));
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

/** Without accents and capitals, so that `koln` finds `Köln`. */
function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
