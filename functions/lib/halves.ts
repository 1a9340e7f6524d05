import {
  CREATED,
  halfKey,
  HALVES,
  type Key,
  otherParty,
  type Pair,
  type Party,
  type PREFIXES,
  REMOVED_PARTY,
  USER_ID,
} from '../../domain/keys.ts';

type Item = Readonly<Record<string, unknown>>;

/** Where a half stands, its key tells. */
export interface Place extends Pair {
  readonly party: Party;
  readonly status: keyof typeof PREFIXES;
  readonly key: Key;
}

/** One party's half of a request, as far as functions need to know it. */
export interface Half extends Place {
  /** 0 of the first app's, which have none. */
  readonly revision: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
  /** All its attributes. */
  readonly stored: Item;
}

const FORM = new RegExp(`^([a-z]+_)(${CREATED})_(${USER_ID})$`);

/** Reads an item's key as that of a half; null when it is none. */
export function toPlace({ username, created }: Item): Place | null {
  if (typeof username !== 'string' || typeof created !== 'string') return null;
  const [, prefix = '', tripid = '', other = ''] = FORM.exec(created) ?? [];
  const place = HALVES[prefix];
  if (!place || username === other) return null;
  const [traveler, requester] = place.party === 'traveler' ? [username, other] : [other, username];
  return { ...place, tripid, traveler, requester, key: { username, created } };
}

/** Reads an item as a half; null when it is none, or when it can't be one that the API shows. */
export function toHalf(stored: Item): Half | null {
  const { revision = 0, tstamp } = stored;
  const place = toPlace(stored);
  if (!place || typeof revision !== 'number' || typeof tstamp !== 'number') return null;
  return { ...place, revision, expiresAt: tstamp, stored };
}

/** The halves among what was read that have not expired: what has counts as gone, whatever TTL has done. */
export function liveHalves(items: readonly Item[]): Half[] {
  const time = Date.now() / 1000;
  return items.map(toHalf).filter((half): half is Half => half !== null && half.expiresAt > time);
}

/** The other one of the two people. */
export function counterpartOf(place: Place): string {
  return place[otherParty(place.party)];
}

/** Whether the other one's account is gone, and with it their half. */
export function isAlone(place: Place): boolean {
  return counterpartOf(place).startsWith(REMOVED_PARTY);
}

/** The key of the half on the other side. */
export function mirrorKey(place: Place): Key {
  return halfKey(otherParty(place.party), place.status, place);
}
