import type { Stored } from '../operations/records.ts';

/** The first app's index for both cities; it has two more indexes. */
export const ORIGINAL_INDEX = { name: 'fromto-trdate-index', partitionKey: 'fromto', sortKey: 'trdate' } as const;

/** The search indexes of the first app's table. */
export const ORIGINAL_INDEXES = [
  { name: 'fromcity-trdate-index', partitionKey: 'fromcity', sortKey: 'trdate' },
  { name: 'tocity-trdate-index', partitionKey: 'tocity', sortKey: 'trdate' },
  ORIGINAL_INDEX,
] as const;

const TRIP = 'username created fromcity tocity fromto acceptfrom acceptto trdate currency tstamp'.split(' ');
const REQUEST = 'username created dtime tripid tstamp'.split(' ');

/** A record as the first app wrote it: kilograms and costs as text, no free kilograms, requests without items. */
export function toOriginal(record: Stored): Stored {
  const only = (names: readonly string[]) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
  const { username, created, allowed, tripid } = record;
  if (tripid !== undefined) return { username, created, ...only(REQUEST) };
  if (allowed === undefined) return record;
  const offers = Object.entries(allowed as Readonly<Record<string, { cost: number; kg: number }>>);
  const texts = offers.map(([name, { cost, kg }]) => [name, { cost: cost.toFixed(1), kg: kg.toFixed(1) }] as const);
  return { username, created, ...only(TRIP), allowed: Object.fromEntries(texts) };
}
