import { invalid } from './errors.ts';
import { LIMITS } from './limits.ts';
import { fits } from './pattern.ts';
import { toStoredItems } from './request.ts';
import type { RequestItem, SendRequestInput } from './schema.types.ts';
import { CATEGORIES } from './allowed.ts';
import { checkKilograms, refuseDuplicate } from './tripRules.ts';

/** Any characters but control characters; lines may break. */
const NOTE = '[\\P{Cc}\\n\\r\\t]*';

/**
 * Checks a request that is to be sent, as far as that needs no trip.
 * @returns its items in the order in which they are answered, and its note; an empty note is none
 */
export function checkRequest({ items, note }: SendRequestInput): { items: RequestItem[]; note: string | null } {
  if (items.length === 0) invalid('items', 'required', 'A request asks for at least one category.');
  for (const { category, kg } of items) {
    checkKilograms('items.kg', category, kg);
    if (items.filter((item) => item.category === category).length > 1) refuseDuplicate('items', category);
  }
  if ((note ?? '').length > LIMITS.noteLength) {
    invalid('note', 'length', `A note has at most ${LIMITS.noteLength} characters.`);
  }
  if (!fits(NOTE, note ?? '')) invalid('note', 'format', 'A note has no control characters.');
  const sorted: RequestItem[] = [];
  for (const category of CATEGORIES) {
    const item = items.find((wanted) => wanted.category === category);
    if (item) sorted.push({ category, kg: item.kg });
  }
  return { items: sorted, note: note === '' ? null : (note ?? null) };
}

/** Whether two requests ask for the same with the same words. */
export function isSame(a: Wanted, b: Wanted): boolean {
  return a.note === b.note && JSON.stringify(toStoredItems(a.items)) === JSON.stringify(toStoredItems(b.items));
}

type Wanted = Pick<ReturnType<typeof checkRequest>, 'items' | 'note'>;
