import {
  CREATED,
  HALVES,
  type Key,
  otherParty,
  type Pair,
  type Party,
  type PREFIXES,
  USER_ID,
} from '../../resolvers/lib/keys.ts';

/** One party's half of a request, as far as functions need to know it. */
export interface Half extends Pair {
  readonly party: Party;
  readonly status: keyof typeof PREFIXES;
  readonly key: Key;
  /** 0 of the first app's, which have none. */
  readonly revision: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** All its attributes. */
  readonly stored: Readonly<Record<string, unknown>>;
}

const PLACE = new RegExp(`^([a-z]+_)(${CREATED})_(${USER_ID})$`);

/** Reads an item as a half; null when it is none, or when it can't be one that the API shows. */
export function toHalf(stored: Readonly<Record<string, unknown>>): Half | null {
  const { username, created, revision = 0, tstamp } = stored;
  if (typeof username !== 'string' || typeof created !== 'string') return null;
  const [, prefix = '', tripid = '', other = ''] = PLACE.exec(created) ?? [];
  const place = HALVES[prefix];
  if (!place || username === other || typeof revision !== 'number' || typeof tstamp !== 'number') return null;
  const people = { [place.party]: username, [otherParty(place.party)]: other } as Record<Party, string>;
  return { ...place, ...people, tripid, key: { username, created }, revision, expiresAt: tstamp, stored };
}

/** The halves among what was read that have not expired: what has counts as gone, whatever TTL has done. */
export function liveHalves(items: readonly Readonly<Record<string, unknown>>[]): Half[] {
  const time = Date.now() / 1000;
  return items.map(toHalf).filter((half): half is Half => half !== null && half.expiresAt > time);
}

/** The other one of the two people. */
export function counterpartOf(half: Half): string {
  return half[otherParty(half.party)];
}
