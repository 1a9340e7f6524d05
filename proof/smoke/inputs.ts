import type { CreateTripInput } from '../../domain/schema.types.ts';

const DAY = 24 * 60 * 60 * 1_000;

/** The day after this many days (UTC), `YYYY-MM-DD`. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}

/** A trip with this many kilograms of clothes, after this many days. */
export function tripInput(fromCity: string, toCity: string, kg: number, days: number): CreateTripInput {
  return {
    fromCity,
    toCity,
    acceptFrom: inDays(1),
    acceptTo: inDays(days - 1),
    travelDate: inDays(days),
    currency: 'EUR',
    allowed: [{ category: 'CLOTHES', cost: 3, kg }],
  };
}
