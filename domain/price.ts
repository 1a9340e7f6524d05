import { minorUnits } from './currencies.ts';

/**
 * Prices in whole numbers, so floating point adds nothing: costs have at most 4 decimals (ISO 4217) and kilograms 2.
 */
const PARTS = 10_000;

/**
 * What one item of a request costs, as a whole number of parts of the currency.
 * @param amount its kilograms, or its pieces
 */
export function partsOf(cost: number, amount: number): number {
  return Math.round(cost * PARTS) * Math.round(amount * PARTS);
}

/**
 * The price of a request.
 * @param parts the sum of what `partsOf` gives for each item
 * @param currency ISO 4217
 * @returns the sum in the currency, rounded half up to its minor unit
 */
export function toPrice(parts: number, currency: string): number {
  const units = minorUnits(currency);
  const scale = units === 0 ? 1 : units === 2 ? 100 : 1000;
  return Math.round(parts / ((PARTS * PARTS) / scale)) / scale;
}
