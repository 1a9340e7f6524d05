import { isMap, STORED_NAMES } from '../../domain/categories.ts';
import type { Key } from '../../domain/keys.ts';
import { toConditions } from '../../domain/tripFilter.ts';
import { plain } from './trips/trip.ts';

type Attributes = Record<string, unknown>;

/**
 * A stored item whose known numbers are plain (see `plain`). A page exports up to 200 items and AWS stops a handler's
 * iterations at 1,000 (aws-appsync-community#371), so the attributes are written out instead of looped over.
 */
export function withPlainNumbers(item: Attributes & Key): Attributes & Key {
  const copy = { ...item };
  makePlain(copy, 'version');
  makePlain(copy, 'revision');
  makePlain(copy, 'trips');
  makePlain(copy, 'sends');
  makePlain(copy, 'daysends');
  makePlain(copy, 'dayreports');
  makePlain(copy, 'daymatchings');
  makePlain(copy, 'alerts');
  makePlain(copy, 'pieces');
  makePlain(copy, 'removing');
  makePlain(copy, 'tstamp');
  makeCategoriesPlain(copy, 'items');
  makeCategoriesPlain(copy, 'cost');
  makeCategoriesPlain(copy, 'allowed');
  if (isMap(copy['filter'])) copy['filter'] = toConditions(copy['filter']);
  return copy;
}

function makePlain(attributes: Attributes, name: string): void {
  if (typeof attributes[name] === 'number') attributes[name] = plain(attributes[name]);
}

function makeCategoriesPlain(attributes: Attributes, name: string): void {
  const categories = attributes[name];
  if (isMap(categories)) attributes[name] = plainCategories(categories);
}

/**
 * The same for a map by category.
 * @param categories `items` and `cost` of a request hold numbers, `allowed` of a trip holds maps of numbers
 */
export function plainCategories(categories: Attributes): Attributes {
  const copy = { ...categories };
  makeEntryPlain(copy, STORED_NAMES.PAPER);
  makeEntryPlain(copy, STORED_NAMES.MEDICINE);
  makeEntryPlain(copy, STORED_NAMES.CLOTHES);
  makeEntryPlain(copy, STORED_NAMES.ELECTRONICS);
  makeEntryPlain(copy, STORED_NAMES.BAG);
  makeEntryPlain(copy, STORED_NAMES.OTHERS);
  return copy;
}

function makeEntryPlain(categories: Attributes, name: string): void {
  const entry = categories[name];
  makePlain(categories, name);
  if (!isMap(entry)) return;
  const copy = { ...entry };
  makePlain(copy, 'cost');
  makePlain(copy, 'kg');
  makePlain(copy, 'free');
  categories[name] = copy;
}
