import type { Item } from '../../../migration/item.ts';

/** Items in one order, with one text for every random name. */
export function sorted(items: readonly Item[]): string[] {
  return items.map((item) => JSON.stringify(item, inOrder).replaceAll(/removed-[\da-f-]{36}/g, 'removed-*')).sort();
}

function inOrder(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
