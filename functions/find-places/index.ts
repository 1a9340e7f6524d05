import type { Place } from '../../domain/schema.types.ts';
import { type City, loadCities } from './cities.ts';
import { COUNTRIES } from './countries.ts';
import { findRanks } from './findRanks.ts';
import { foldName } from './foldName.ts';

/** What `Query.places` passes, already checked. */
export interface Search {
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly limit: number;
}

// Lambda runs this before the first call.
const cities = loadCities();
const english = new Intl.DisplayNames('en', { type: 'region' });
const regions = new Map<string, Intl.DisplayNames>([['en', english]]);

/**
 * Finds cities by the beginning of any of their names. A country may follow after a comma: `Cairo, Eg`.
 * @returns at most `limit` places, the largest first
 */
export function handler({ text, language, limit }: Search): Promise<Place[]> {
  const [name = '', ...rest] = text.split(/[,،]/);
  const beginning = foldName(name);
  if (beginning === '') return Promise.resolve([]);
  const country = foldName(rest.join(' '));
  const names = regionsIn(language);
  const isMeant = (rank: number) => country === '' || isInCountry(cities.at(rank), country, names);
  const ranks = findRanks(cities, beginning, limit, isMeant);
  return Promise.resolve(ranks.map((rank) => toPlace(cities.at(rank), language, names)));
}

function isInCountry({ countryCode }: City, beginning: string, names: Intl.DisplayNames): boolean {
  const written = [COUNTRIES[countryCode] ?? '', names.of(countryCode) ?? ''];
  return written.some((country) => foldName(country).startsWith(beginning));
}

function toPlace(city: City, language: string, names: Intl.DisplayNames): Place {
  const { name, german, arabic, countryCode, timeZone } = city;
  const own: Readonly<Record<string, string>> = { de: german, ar: arabic };
  const [base = ''] = language.toLowerCase().split('-');
  const country = COUNTRIES[countryCode] ?? countryCode;
  return {
    city: `${name}-${country}`,
    name: own[base] || name,
    country: names === english ? country : (names.of(countryCode) ?? country),
    countryCode,
    timeZone,
  };
}

/** The names of countries in a language, or in English for a language that Node.js does not know. */
function regionsIn(language: string): Intl.DisplayNames {
  const known = regions.get(language);
  if (known !== undefined) return known;
  const isKnown = Intl.DisplayNames.supportedLocalesOf(language).length > 0;
  const names = isKnown ? new Intl.DisplayNames(language, { type: 'region' }) : english;
  // Callers choose the language, so the cache must not grow with them.
  if (regions.size < 100) regions.set(language, names);
  return names;
}
