import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** The generated file; the bundle of the function has it beside its module. */
export const CITIES_FILE = 'cities.br';

/** A city as the generated file has it. */
export interface City {
  /** In English: the beginning of the text that trips store. */
  readonly name: string;
  /** In German and Arabic, if they differ from the English name and are known. */
  readonly german: string;
  readonly arabic: string;
  readonly countryCode: string;
  readonly timeZone: string;
}

/** All cities, the largest first, and all their names. */
export interface Cities {
  at: (rank: number) => City;
  readonly count: number;
  /** Sorted lines `folded name<TAB>ranks`. It stays one text, because 250,000 small ones would double the loading time. */
  readonly names: string;
}

/**
 * Reads the generated file. It has three parts, which empty lines separate: the time zones, a line for each city, and the
 * names. infra/places/generate.ts writes it.
 * @param compressed the content of the file
 */
export function readCities(compressed: Uint8Array): Cities {
  const [zones = '', cities = '', names = ''] = brotliDecompressSync(compressed).toString('utf8').split('\n\n');
  const timeZones = zones.split('\n');
  const lines = cities.split('\n');
  const at = (rank: number): City => {
    const [name = '', german = '', arabic = '', countryCode = '', zone = ''] = (lines[rank] ?? '').split('\t');
    return { name, german, arabic, countryCode, timeZone: timeZones[Number(zone)] ?? '' };
  };
  return { at, count: lines.length, names };
}

/** The cities of the file beside this module. */
export function loadCities(): Cities {
  return readCities(readFileSync(new URL(CITIES_FILE, import.meta.url)));
}
