import type { ItemCategory } from './schema.types.ts';

/**
 * What a trip takes of each category, in the form in which it is stored. Nothing in this file needs AppSync.
 */

export interface AllowedEntry {
  cost: number;
  kg: number;
  free: number;
}

/** The category names on disk. */
export const STORED_NAMES = {
  PAPER: 'Paper',
  MEDICINE: 'Medicine',
  CLOTHES: 'Clothes',
  ELECTRONICS: 'Electronics',
  BAG: 'Bag',
  OTHERS: 'Others',
} as const satisfies Record<ItemCategory, string>;

/** In the order in which they are answered. */
export const CATEGORIES: ItemCategory[] = ['PAPER', 'MEDICINE', 'CLOTHES', 'ELECTRONICS', 'BAG', 'OTHERS'];

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Whether stored categories are in the form that arithmetic needs: numbers all, `free` among them. */
export function hasNumbers(stored: unknown): boolean {
  return isMap(stored) && Object.values(stored).every((entry) => isMap(entry) && isCounted(entry));
}

function isCounted({ cost, kg, free }: Record<string, unknown>): boolean {
  return typeof cost === 'number' && typeof kg === 'number' && typeof free === 'number';
}
