import { cityLength } from '../../domain/limits.ts';
import { COUNTRIES } from '../../functions/find-places/countries.ts';
import { foldName } from '../../functions/find-places/foldName.ts';
import { arabicName } from './arabicName.ts';
import { type GeoName, geoNames } from './geoNames.ts';
import { ARABIC, ENGLISH, GERMAN } from './names.ts';

const LEAST_PEOPLE = 15_000;
/** GeoNames' codes for districts, and for places that are historical, abandoned or destroyed. */
const NO_CITIES = ['PPLX', 'PPLH', 'PPLCH', 'PPLQ', 'PPLW'];
/** Countries whose regions have codes that people know. There they tell apart cities of one name: `Portland ME`. */
const WITH_REGION_CODES = ['US'];

interface Place {
  readonly name: string;
  readonly row: GeoName;
  /** Of this city and of all smaller ones with the same text. */
  readonly names: Set<string>;
}

/**
 * The text of the file that functions/find-places reads: every city of GeoNames with at least 15,000 people.
 * @throws Error with one sentence when a name of infra/places/names.ts is not a name of its city
 */
export function cityData(): string {
  const rows = geoNames().filter(
    ({ population, featureCode }) => population >= LEAST_PEOPLE && !NO_CITIES.includes(featureCode),
  );
  rows.sort((one, other) => other.population - one.population || one.id - other.id);
  const places = merged(rows);
  const timeZones = [...new Set(places.map(({ row }) => row.timeZone))].sort();
  const lines = places.map(({ name, row }) =>
    [name, germanOf(row, name), arabicOf(row), row.countryCode, timeZones.indexOf(row.timeZone)].join('\t'),
  );
  return [timeZones, lines, namesOf(places)].map((part) => part.join('\n')).join('\n\n');
}

/** One place for each text of a city, the largest first: trips store only the text. */
function merged(rows: readonly GeoName[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const row of rows) {
    const country = COUNTRIES[row.countryCode];
    if (country === undefined) throw new Error(`functions/find-places/countries.ts has no ${row.countryCode}: add it.`);
    const plain = englishOf(row);
    const isKnown = places.has(`${plain}-${country}`);
    const name = isKnown && WITH_REGION_CODES.includes(row.countryCode) ? `${plain} ${row.region}` : plain;
    const city = `${name}-${country}`;
    if (city.length > cityLength) continue;
    const place = places.get(city) ?? { name, row, names: new Set() };
    places.set(city, place);
    for (const written of [name, ...allNames(row)]) place.names.add(foldName(written));
  }
  return [...places.values()];
}

function allNames({ name, otherNames }: GeoName): string[] {
  return [name, ...otherNames];
}

/** The name in English, in the form that the rules of a trip's city accept. */
function englishOf(row: GeoName): string {
  const name = known(row, ENGLISH) ?? row.name;
  return name
    .normalize('NFC')
    .replaceAll('_', ' ')
    .replaceAll(/\s*-\s*/g, '-')
    .replaceAll(/\s+/g, ' ');
}

function germanOf(row: GeoName, english: string): string {
  const name = known(row, GERMAN) ?? (['AT', 'DE'].includes(row.countryCode) ? row.name : '');
  return name === english ? '' : name;
}

function arabicOf(row: GeoName): string {
  return known(row, ARABIC) ?? arabicName(row.otherNames, row.countryCode);
}

function known(row: GeoName, names: Readonly<Record<number, string>>): string | undefined {
  const name = names[row.id];
  if (name !== undefined && !allNames(row).map(foldName).includes(foldName(name))) {
    throw new Error(`infra/places/names.ts calls ${row.name} ${name}, but GeoNames does not.`);
  }
  return name;
}

/** Sorted lines `folded name<TAB>ranks`, with ranks in base 36. */
function namesOf(places: readonly Place[]): string[] {
  const ranks = new Map<string, number[]>();
  for (const [rank, { names }] of places.entries()) {
    for (const name of withoutBeginnings(names)) ranks.set(name, [...(ranks.get(name) ?? []), rank]);
  }
  return [...ranks].map(([name, all]) => `${name}\t${all.map((rank) => rank.toString(36)).join(',')}`).sort();
}

/** Leaves out each name that another one begins with, because its text finds the other one. */
function withoutBeginnings(names: ReadonlySet<string>): string[] {
  const sorted = [...names].filter((name) => name !== '').sort();
  return sorted.filter((name, at) => sorted[at + 1]?.startsWith(name) !== true);
}
