import {
  ALERTS,
  BLOCKS,
  CREATED,
  DEVICE,
  HALVES,
  HIDDEN_KEYS,
  type Key,
  MARKERS,
  MATCHING,
  MISSED_PUSH,
  type Party,
  REPORTS,
  tokenKey,
} from '../../domain/keys.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { isDay } from './forms.ts';

/** The key of a half, with the counterpart's name as the first app wrote it: it may contain `_`. */
export interface HalfPlace {
  readonly party: Party;
  readonly status: RequestStatus;
  readonly tripid: string;
  readonly other: string;
}

const HALF = new RegExp(`^([a-z]+_)(${CREATED})_(.+)$`);
/** The first app's versions of 2022 wrote the counterpart's name alone. A name never begins like a date. */
const OLD_HALF = /^([a-z]+_)(?!\d{4}-)[0-9A-Za-z][\w.@+-]{7,}$/;
const TRIP = new RegExp(`^${CREATED}$`);
const MARKER = new RegExp(`^(?:${Object.values(MARKERS).join('|')})${CREATED}$`);
/** Items that only the API writes. */
const OF_API = [
  ...[...Object.values(BLOCKS), REPORTS.reporter, REPORTS.reported, DEVICE, ALERTS],
  ...[MATCHING, MISSED_PUSH, HIDDEN_KEYS],
];
/** Partitions of the API that belong to no person begin so; no username does. */
const NOBODY = '_';
/** The only item in the partition of a push token. */
const TOKEN = tokenKey('');
/** The first app's push token, one for each person. */
export const DEVICES = 'devices';

/** Reads a sort key as that of a half; null for other keys, and for a trip that was made on no calendar day. */
export function toHalfPlace(created: string): HalfPlace | null {
  const [, prefix = '', tripid = '', other = ''] = HALF.exec(created) ?? [];
  const half = HALVES[prefix];
  return half && isDay(tripid.slice(0, 10)) ? { ...half, tripid, other } : null;
}

export function isOldHalf(created: string): boolean {
  const [, prefix = ''] = OLD_HALF.exec(created) ?? [];
  return HALVES[prefix] !== undefined;
}

export function isTripKey(created: string): boolean {
  return TRIP.test(created);
}

export function isMarker(created: string): boolean {
  return MARKER.test(created);
}

export function isOfNobody({ username, created }: Key): boolean {
  return username.startsWith(NOBODY) || (username.startsWith(TOKEN.username) && created === TOKEN.created);
}

export function isOfApi(created: string): boolean {
  return OF_API.some((prefix) => created.startsWith(prefix));
}

/** The other person of a block; null for other items. */
export function blockedIn(created: string): string | null {
  const prefix = Object.values(BLOCKS).find((text) => created.startsWith(text));
  return prefix === undefined ? null : created.slice(prefix.length);
}
