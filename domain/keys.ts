import { STATUSES } from './requestStates.ts';
import type { RequestStatus } from './schema.types.ts';

/**
 * The table's keys, prefixes and index names, spelled here and nowhere else. Nothing in this file needs AppSync,
 * so infrastructure and tests use it too.
 */

export const TABLE = {
  partitionKey: 'username',
  sortKey: 'created',
  timeToLive: 'tstamp',
} as const;

/** The search indexes; each sorts by `closing`, so that "still accepting from today on" is a key condition. */
export const SEARCH_INDEXES = {
  from: { name: 'fromcity-closing-index', partitionKey: 'fromcity', sortKey: 'closing' },
  to: { name: 'tocity-closing-index', partitionKey: 'tocity', sortKey: 'closing' },
  route: { name: 'fromto-closing-index', partitionKey: 'fromto', sortKey: 'closing' },
} as const;

/** The table's name, as the API's environment variable gives it to resolvers. */
export const TABLE_NAME_VARIABLE = 'TABLE_NAME';

/** Patterns are whole texts, for `fits`. A user id is a Cognito `sub`: it never holds the `_` that joins the parts of a key. */
export const USER_ID = '[0-9A-Za-z-]{1,64}';
const DAY = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
/** `2024-10-04-19-34-18-736061`: UTC to the millisecond, and three random digits. */
export const CREATED = `${DAY}-(?:[01]\\d|2[0-3])-[0-5]\\d-[0-5]\\d-\\d{6}`;

export interface Key {
  readonly username: string;
  readonly created: string;
}

/** Sort keys of trips start with a digit and those of every other item with a letter, so these bounds hold trips alone. */
export const TRIP_KEYS = { first: '0', last: ':' } as const;

export const ACCOUNT = 'account';

export function accountKey(username: string): Key {
  return { username, created: ACCOUNT };
}

export function contactsKey(username: string): Key {
  return { username, created: 'contacts' };
}

/**
 * Pending work on a trip's requests, in the traveler's partition. The transaction that makes the work necessary puts the
 * marker. The worker deletes it last.
 */
export const MARKERS = {
  /** A trip was deleted: its open requests are to be closed. */
  closing: 'closing_',
  /** A trip's day of travel was moved: its requests are to expire with it. */
  moved: 'moved_',
} as const;

/** @param trip the key of the trip that the work is about */
export function markerKey(kind: keyof typeof MARKERS, { username, created }: Key): Key {
  return { username, created: `${MARKERS[kind]}${created}` };
}

/** The two people of a request. Each has a half of it in a partition of their own. */
export type Party = 'traveler' | 'requester';

/** What a request joins: a trip (`created` of it) and its two people. There is one request at most for each. */
export interface Pair {
  readonly tripid: string;
  readonly traveler: string;
  readonly requester: string;
}

/** A half is stored under its status, `<prefix><tripid>_<the other person>`, so that each status is a list of its own. */
export const PREFIXES = {
  PENDING: { traveler: 'pending_', requester: 'request_' },
  ACCEPTED: { traveler: 'accepted_', requester: 'traveleraccepted_' },
  DECLINED: { traveler: 'declined_', requester: 'travelerdeclined_' },
  CANCELLED: { traveler: 'cancelled_', requester: 'travelercancelled_' },
} as const;

/** Which half it is that a key begins so. */
export const HALVES = /* @__PURE__ */ halvesByPrefix();

function halvesByPrefix() {
  const halves: Record<string, { readonly party: Party; readonly status: RequestStatus }> = {};
  for (const status of STATUSES) {
    halves[PREFIXES[status].traveler] = { party: 'traveler', status };
    halves[PREFIXES[status].requester] = { party: 'requester', status };
  }
  return halves;
}

export function otherParty(party: Party): Party {
  return party === 'traveler' ? 'requester' : 'traveler';
}

/**
 * Stands for a person whose account is gone in what their counterparts keep of a request; what follows is random, so that
 * two requests of the same person can't be told to be so.
 */
export const REMOVED_PARTY = 'removed-';

/** The key of one party's half in a status. */
export function halfKey(party: Party, status: keyof typeof PREFIXES, pair: Pair): Key {
  return { username: pair[party], created: `${PREFIXES[status][party]}${pair.tripid}_${pair[otherParty(party)]}` };
}

/** The key of the trip that a request is for. */
export function tripKeyOf({ tripid, traveler }: Pair): Key {
  return { username: traveler, created: tripid };
}

/** The same on both sides and in every status. */
export function requestId({ tripid, traveler, requester }: Pair): string {
  return `${tripid}_${traveler}_${requester}`;
}

export function tripId(key: Key): string {
  return `${key.created}_${key.username}`;
}

/** What sorts a trip in the search indexes: `<acceptto>#<created>#<username>`. */
export function closing(acceptTo: string, key: Key): string {
  return `${acceptTo}#${key.created}#${key.username}`;
}

/** The pattern of what `closing` makes. */
export function closingPattern(): string {
  return closing(DAY, { created: CREATED, username: USER_ID });
}

/** The partition of the `fromto` index. Cities hold no `_`, so two routes never share one. */
export function route(fromCity: string, toCity: string): string {
  return `${fromCity}_${toCity}`;
}
