import { CATEGORIES } from '../../../domain/categories.ts';
import * as limits from '../../../domain/limits.ts';
import type { RequestItemInput, SendRequestInput } from '../../../domain/schema.types.ts';
import { invalid } from '../errors.ts';
import { checkedLines } from '../text.ts';
import { checkKilograms, refuseDuplicate } from '../trips/tripRules.ts';
import { toStoredItems } from './request.ts';

/**
 * Checks a request that is to be sent, as far as that needs no trip.
 * @returns its items in the order in which they are answered, and its note; an empty note is none
 */
export function checkRequest({ items, note }: SendRequestInput): { items: RequestItemInput[]; note: string | null } {
  if (items.length === 0) invalid('items', 'required', 'A request asks for at least one category.');
  for (const { category, kg } of items) {
    checkKilograms('items.kg', category, kg);
    if (items.filter((item) => item.category === category).length > 1) refuseDuplicate('items', category);
  }
  return {
    items: CATEGORIES.flatMap((category) => items.filter((item) => item.category === category)),
    note: note ? checkedLines('note', 'A note', limits.noteLength, note) : null,
  };
}

/** Whether two requests ask for the same with the same words. */
export function isSame(a: Wanted, b: Wanted): boolean {
  return a.note === b.note && JSON.stringify(toStoredItems(a.items)) === JSON.stringify(toStoredItems(b.items));
}

type Wanted = Pick<ReturnType<typeof checkRequest>, 'items' | 'note'>;
