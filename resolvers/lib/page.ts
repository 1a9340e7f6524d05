import * as limits from '../../domain/limits.ts';
import { util } from './appsync/appsync.ts';
import { invalid } from './errors.ts';
import { fits } from './pattern.ts';

export interface Page<Item> {
  items: Item[];
  nextToken: string | null;
}

/** The page size to answer with. */
export function pageSize(limit: number | null | undefined): number {
  const size = limit ?? limits.standardPage;
  if (size < 1 || size > limits.mostOfPage)
    return invalid('limit', 'range', `A page has 1 to ${limits.mostOfPage} items.`);
  return size;
}

/**
 * Our own page token: a place in a sorted list, and which list. It holds no secret and gives no right: a query reads
 * on from that place, within the list that it would read anyway.
 * @param list the arguments that the list depends on, in a fixed order
 * @param place the sort key of the last item looked at
 */
export function pageToken(list: readonly unknown[], place: string): string {
  return util.base64Encode(`${place}|${JSON.stringify(list)}`);
}

const BASE64 = '[0-9A-Za-z+/]{1,4000}={0,2}';

/**
 * The place that a page token names; null without one.
 * @param form the pattern of a place
 */
export function placeOf(token: string | null | undefined, list: readonly unknown[], form: string): string | null {
  if (token === null || token === undefined) return null;
  const text = fits(BASE64, token) && token.length % 4 === 0 ? util.base64Decode(token) : '';
  const end = text.indexOf('|');
  const place = text.slice(0, end < 0 ? 0 : end);
  if (!fits(form, place)) return invalid('nextToken', 'format', 'This is not a nextToken of this list.');
  if (text.slice(end + 1) !== JSON.stringify(list)) {
    return invalid('nextToken', 'otherQuery', 'This nextToken belongs to another query; start from the first page.');
  }
  return place;
}

/**
 * Makes a page from what was found.
 * @param found in order, with the place of each; more than `size` means that there is a next page
 * @param rest where the next page starts when too little was found though there is more to look at; null at the end
 */
export function toPage<Item>(
  list: readonly unknown[],
  found: readonly { readonly item: Item; readonly place: string }[],
  size: number,
  rest: string | null,
): Page<Item> {
  const last = found.length > size ? found[size - 1]?.place : rest;
  return {
    items: found.slice(0, size).map(({ item }) => item),
    nextToken: last ? pageToken(list, last) : null,
  };
}
