/** Every limit that the API promises, in one place. Kilograms and costs carry at most 2 decimals. */
export const LIMITS = {
  tripsPerTraveler: 50,
  page: { standard: 20, most: 50 },
  /** Items that one page may look at before it answers with what it has. */
  pageCandidates: 200,
  cityLength: 100,
  nameLength: 100,
  /** RFC 5646, section 4.4.1. */
  languageLength: 35,
  noteLength: 500,
  emailLength: 254,
  kg: { most: 100 },
  cost: { most: 10_000 },
  /** Seconds a trip outlives its travel date: 30 days. */
  tripKeptFor: 30 * 24 * 60 * 60,
} as const;
