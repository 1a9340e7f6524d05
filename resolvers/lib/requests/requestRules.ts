import { CATEGORIES } from '../../../domain/categories.ts';
import * as limits from '../../../domain/limits.ts';
import type { ItemCategory, RequestItemInput, SendRequestInput } from '../../../domain/schema.types.ts';
import { invalid, invalidItem } from '../errors.ts';
import { checkedLines } from '../text.ts';
import { checkKilograms, refuseDuplicate } from '../trips/tripRules.ts';
import { documentsIn, toStoredItems } from './request.ts';

/**
 * Checks the input of a request, except what depends on the trip.
 * @returns its items in the order of the answer, and its note; null for an empty note
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

/** Only documents are counted. */
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

/** Whether two requests have the same items and the same note. */
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
