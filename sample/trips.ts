/** A trip as `createTrip` takes it. */
export interface SampleTrip {
  readonly fromCity: string;
  readonly toCity: string;
  readonly acceptFrom: string;
  readonly acceptTo: string;
  readonly travelDate: string;
  readonly currency: string;
  readonly allowed: readonly { readonly category: string; readonly cost: number; readonly kg: number }[];
}

const CITIES = [
  { city: 'Berlin-Germany', currency: 'EUR' },
  { city: 'Cairo-Egypt', currency: 'EGP' },
  { city: 'Istanbul-Türkiye', currency: 'TRY' },
  { city: 'London-United Kingdom', currency: 'GBP' },
  { city: 'Paris-France', currency: 'EUR' },
  { city: 'Dubai-United Arab Emirates', currency: 'AED' },
  { city: 'New York-United States', currency: 'USD' },
  { city: 'Toronto-Canada', currency: 'CAD' },
  { city: 'Lagos-Nigeria', currency: 'NGN' },
  { city: 'Nairobi-Kenya', currency: 'KES' },
  { city: 'Casablanca-Morocco', currency: 'MAD' },
  { city: 'Mumbai-India', currency: 'INR' },
  { city: 'Manila-Philippines', currency: 'PHP' },
  { city: 'Mexico City-Mexico', currency: 'MXN' },
] as const;

/** The usual price of a kilogram in euros, and a usual offer in kilograms. */
const OFFERS = [
  { category: 'PAPER', cost: 5, kg: 0 },
  { category: 'MEDICINE', cost: 12, kg: 2 },
  { category: 'CLOTHES', cost: 4, kg: 10 },
  { category: 'ELECTRONICS', cost: 20, kg: 5 },
  { category: 'BAG', cost: 6, kg: 20 },
  { category: 'OTHERS', cost: 8, kg: 4 },
] as const;

/** How much of each currency makes a euro, near enough for a demo. */
const PER_EURO: Readonly<Record<string, number>> = {
  ...{ EUR: 1, EGP: 55, TRY: 45, GBP: 0.85, AED: 4, USD: 1.1, CAD: 1.5, NGN: 1700 },
  ...{ KES: 145, MAD: 10.5, INR: 95, PHP: 63, MXN: 20 },
};

/** The day that many days from today (UTC), `YYYY-MM-DD`. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** From Berlin to Cairo in clothes and electronics: the first trip of all, moved to the coming weeks. */
export function berlinToCairo(): SampleTrip {
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
  };
}

/** Plausible trips, the same at every call but for their dates. */
export function plausibleTrips(count: number): SampleTrip[] {
  const random = randomFrom(20_241_004);
  const below = (most: number) => Math.floor(random() * most);
  return Array.from({ length: count }, () => {
    // Half of them leave from or go to the first two cities, so that a search there has pages to turn.
    const home = below(2) === 0 ? below(2) : below(CITIES.length);
    const away = (home + 1 + below(CITIES.length - 1)) % CITIES.length;
    const [from, to] = below(2) === 0 ? [home, away] : [away, home];
    const { city: fromCity, currency } = CITIES[from] ?? CITIES[0];
    const acceptTo = below(60);
    return {
      fromCity,
      toCity: (CITIES[to] ?? CITIES[1]).city,
      acceptFrom: inDays(below(3) - 2),
      acceptTo: inDays(acceptTo),
      travelDate: inDays(acceptTo + 1 + below(6)),
      currency,
      allowed: offers(below, currency),
    };
  });
}

function offers(below: (most: number) => number, currency: string) {
  const first = below(OFFERS.length);
  return Array.from({ length: 1 + below(3) }, (_, at) => {
    const { category, cost, kg } = OFFERS[(first + at) % OFFERS.length] ?? OFFERS[0];
    return {
      category,
      cost: Math.min(10_000, Math.round(cost * (PER_EURO[currency] ?? 1) * (0.75 + below(6) / 10))),
      kg: kg === 0 ? 0 : kg + below(5),
    };
  });
}

/** Numbers from 0 to 1 that follow from the seed alone (a linear congruential generator; nothing here needs better). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
