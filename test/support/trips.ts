import { randomUUID } from 'node:crypto';

import type { CreateTripInput } from '../../domain/schema.types.ts';

/** The day that many days from today (UTC), `YYYY-MM-DD`. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** A city that no other story knows: `Berlin 3f2a9c11-Germany`. */
export function aCity(name = 'Berlin', country = 'Germany'): string {
  return `${name} ${randomUUID().slice(0, 8)}-${country}`;
}

/** The article's trip from Berlin to Cairo, moved to the coming weeks, with what a story changes about it. */
export function aTrip(changes: Partial<CreateTripInput> = {}): CreateTripInput {
  return {
    fromCity: 'Berlin-Germany',
    toCity: 'Cairo-Egypt',
    acceptFrom: inDays(1),
    acceptTo: inDays(26),
    travelDate: inDays(27),
    currency: 'EUR',
    allowed: [
      { category: 'CLOTHES', cost: 3, kg: 10 },
      { category: 'ELECTRONICS', cost: 20, kg: 5 },
    ],
    ...changes,
  };
}

/** Where a trip is stored, from its id. */
export function keyOf({ id }: { readonly id: string }): { readonly username: string; readonly created: string } {
  const [created = '', username = ''] = id.split('_');
  return { username, created };
}
