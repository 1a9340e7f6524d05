import { CREATED, HALVES, type Pair } from '../domain/keys.ts';
import { type Place, toPlace } from '../functions/lib/halves.ts';
import { isDay, toKilograms, toWhole } from './forms.ts';
import type { Item } from './item.ts';

/** One party's half of a request, read as the API reads it. */
export interface Half extends Place {
  readonly item: Item;
  readonly dtime: string;
  readonly kilograms: Readonly<Record<string, number>>;
  readonly note: string | null;
  readonly reason: unknown;
  /** 0 of the first app's, which have none. */
  readonly revision: number;
  /** Epoch seconds. */
  readonly expiresAt: number;
}

/** As the first app wrote it, and as the API does: to the microsecond, or to the millisecond. */
const DTIME = new RegExp(`^(?:${CREATED}|${CREATED.slice(0, -3)}{3})$`);
const SELF = '-';
const FORM = new RegExp(`^([a-z]+_)${CREATED}_.`);

/** Reads an item as a half; null when the API wouldn't show it. */
export function toHalf(item: Item): Half | null {
  const place = toPlace(item);
  const { dtime, note, reason } = item;
  const kilograms = toKilograms(item['items']);
  const revision = item['revision'] === undefined ? 0 : toWhole(item['revision']);
  const expiresAt = toWhole(item['tstamp']);
  if (!place || !isDay(place.tripid.slice(0, 10)) || kilograms === null) return null;
  if (revision === null || expiresAt === null || typeof dtime !== 'string' || !DTIME.test(dtime)) return null;
  return {
    ...place,
    item,
    dtime,
    kilograms,
    note: typeof note === 'string' ? note : null,
    reason,
    revision,
    expiresAt,
  };
}

/** The pair of somebody who asked for a trip of their own, which has both its halves in one partition. */
export function toOwnPair(item: Item): Pair | null {
  const { username } = item;
  if (!item.created.endsWith(`_${username}`)) return null;
  // Of nobody's half a stranger's is made, which tells whether the rest of the key is right.
  const stranger = `${item.created.slice(0, -username.length)}${SELF}`;
  const place = toPlace({ username, created: stranger });
  return place && { tripid: place.tripid, traveler: username, requester: username };
}

/** Whether a key is that of a half but for the other person, who has a name that is no `sub`. */
export function isHalfOfNamed(created: string): boolean {
  const [, prefix = ''] = FORM.exec(created) ?? [];
  return HALVES[prefix] !== undefined;
}
