import { CATEGORIES } from '../../../domain/categories.ts';
import * as limits from '../../../domain/limits.ts';
import type { ItemCategory, RequestItemInput, SendRequestInput } from '../../../domain/schema.types.ts';
import { invalid, invalidItem } from '../errors.ts';
import { checkedLines } from '../text.ts';
import { checkKilograms, refuseDuplicate } from '../trips/tripRules.ts';
import { documentsIn, toStoredItems } from './request.ts';

/**
 * Checks a request that is to be sent, as far as that needs no trip.
 * @returns its items in the order in which they are answered, and its note; an empty note is none
 */
export function checkRequest({ items, note }: SendRequestInput): { items: RequestItemInput[]; note: string | null } {
  if (items.length === 0) invalid('items', 'required', 'A request asks for at least one category.');
  for (const { category, kg, pieces } of items) {
    checkKilograms('items.kg', category, kg);
    checkPieces(category, pieces ?? null);
    if (items.filter((item) => item.category === category).length > 1) refuseDuplicate('items', category);
  }
  return {
    items: CATEGORIES.flatMap((category) => items.filter((item) => item.category === category)),
    note: note ? checkedLines('note', 'A note', limits.noteLength, note) : null,
  };
}

/** Documents are counted. No other category is. */
function checkPieces(category: ItemCategory, pieces: number | null): void {
  const field = 'items.pieces';
  const range = `1 to ${limits.mostPieces}`;
  if (category !== 'PAPER') {
    if (pieces !== null) invalidItem(field, 'range', category, 'Only PAPER has pieces; leave them out.');
    return;
  }
  if (pieces === null) {
    invalidItem(field, 'required', category, `Say how many documents: ${range}.`);
    return;
  }
  if (pieces < 1 || pieces > limits.mostPieces) {
    invalidItem(field, 'range', category, `A request carries ${range} documents.`);
  }
}

/** Whether two requests ask for the same with the same words. */
export function isSame(a: Wanted, b: Wanted): boolean {
  return (
    (a.note ?? null) === (b.note ?? null) &&
    documentsIn(a.items) === documentsIn(b.items) &&
    JSON.stringify(toStoredItems(a.items)) === JSON.stringify(toStoredItems(b.items))
  );
}

interface Wanted {
  readonly items: RequestItemInput[];
  readonly note?: string | null;
}
