import { STATUSES } from './requestStates.ts';
import type { ReportStatus, RequestStatus } from './schema.types.ts';

/**
 * The table's keys, prefixes and index names. They are defined here and nowhere else. This file does not need AppSync, so
 * infrastructure, functions and tests use it too.
 */

export const TABLE = {
  partitionKey: 'username',
  sortKey: 'created',
  timeToLive: 'tstamp',
} as const;

/**
 * The search indexes. Each sorts by `closing`, so "still accepts requests" is a key condition. A trip is in all three; a route
 * alert is in the one of its cities, after the trips.
 */
export const SEARCH_INDEXES = {
  from: { name: 'fromcity-closing-index', partitionKey: 'fromcity', sortKey: 'closing' },
  to: { name: 'tocity-closing-index', partitionKey: 'tocity', sortKey: 'closing' },
  route: { name: 'fromto-closing-index', partitionKey: 'fromto', sortKey: 'closing' },
} as const;

/** The environment variable of the API that gives resolvers the table's name. */
export const TABLE_NAME_VARIABLE = 'TABLE_NAME';

/** Patterns describe whole texts, for `fits`. A user id is a Cognito `sub`: it has no `_`, which joins the parts of a key. */
export const USER_ID = '[0-9A-Za-z-]{1,64}';
const DAY = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
/** `2024-10-04-19-34-18-736061`: UTC to the millisecond, and three random digits. */
export const CREATED = `${DAY}-(?:[01]\\d|2[0-3])-[0-5]\\d-[0-5]\\d-\\d{6}`;

export interface Key {
  readonly username: string;
  readonly created: string;
}

/** Sort keys of trips start with a digit, those of all other items with a letter. These bounds contain only trips. */
export const TRIP_KEYS = { first: '0', last: ':' } as const;

export const ACCOUNT = 'account';

export function accountKey(username: string): Key {
  return { username, created: ACCOUNT };
}

export function contactsKey(username: string): Key {
  return { username, created: 'contacts' };
}

/** Prefixes of the two items of a block: the first in the blocker's partition, the second in the blocked person's. */
export const BLOCKS = { blocked: 'blocked_', blockedBy: 'blockedby_' } as const;

/** One person has blocked another. The blocker's item lists the block and its pending work. */
export function blockKey(blocker: string, person: string): Key {
  return { username: blocker, created: `${BLOCKS.blocked}${person}` };
}

/** The same block in the blocked person's partition. No answer shows it; a removal finds the blocker's item by it. */
export function blockedByKey(blocker: string, person: string): Key {
  return { username: person, created: `${BLOCKS.blockedBy}${blocker}` };
}

/**
 * The partition of all reports, sorted by status and time. No user id has a `_`. Two more items let a removal find a report:
 * one in the reporter's partition, one in the reported person's.
 */
export const REPORTS = { partition: '_reports', reporter: 'report_', reported: 'reportedby_' } as const;

/** @param id of the report: `CREATED` */
export function reportKey(status: ReportStatus, id: string): Key {
  return { username: REPORTS.partition, created: `${status}_${id}` };
}

/** The key of the other item of a block; null for an item that does not belong to one. */
export function otherItemOfBlock({ username, created }: Key): Key | null {
  if (created.startsWith(BLOCKS.blocked)) return blockedByKey(username, created.slice(BLOCKS.blocked.length));
  return created.startsWith(BLOCKS.blockedBy) ? blockKey(created.slice(BLOCKS.blockedBy.length), username) : null;
}

/** The prefix of a device: of its sort key in its owner's partition, and of the partition of its token. */
export const DEVICE = 'device_';

/** A device of a person. It is stored under its push token, which only the person's own phone and the push service know. */
export function deviceKey(username: string, token: string): Key {
  return { username, created: `${DEVICE}${token}` };
}

/**
 * The item that says whose a push token is. It has a partition of its own, because a token moves between people. No user id
 * has a `_`.
 */
export function tokenKey(token: string): Key {
  return { username: `${DEVICE}${token}`, created: 'device' };
}

/** The token of a device, from its key; null for the key of another item. */
export function tokenOf({ created }: Key): string | null {
  return created.startsWith(DEVICE) ? created.slice(DEVICE.length) : null;
}

/** A push that Lambda did not take from the publisher: the reader of the follow-up work hands it over again. */
export const MISSED_PUSH = 'push_';

/** @param id different for each notification of a person */
export function missedPushKey(username: string, id: string): Key {
  return { username, created: `${MISSED_PUSH}${id}` };
}

/**
 * Pending work on a trip's requests, in the traveler's partition. The transaction that makes the work necessary puts the
 * marker. The worker deletes it last.
 */
export const MARKERS = {
  /** A trip was deleted: its open requests must be closed. */
  closing: 'closing_',
  /** A trip's travel date moved: its requests must follow. */
  moved: 'moved_',
} as const;

/**
 * A trip is new or edited: route alerts must be matched with it. The marker also holds the progress. It does not concern
 * requests, so it is not in `MARKERS`.
 */
export const MATCHING = 'matching_';

export function matchingKey({ username, created }: Key): Key {
  return { username, created: `${MATCHING}${created}` };
}

/**
 * Which alerts have reported a trip: pages of alert ids, in the traveler's partition. `~` sorts after each other key of a
 * person, so an export ends before them: nobody learns who has alerts.
 */
const REPORTED = '~reported_';
/** Sorts after all that an export shows. */
export const HIDDEN_KEYS = '~';

/** The prefix of the pages of one trip. */
export function reportedPrefix({ created }: Key): string {
  return `${REPORTED}${created}_`;
}

/** @param id of the first alert of the page: an alert is in one page of a trip only */
export function reportedKey(trip: Key, id: string): Key {
  return { username: trip.username, created: `${reportedPrefix(trip)}${id}` };
}

/** A route alert, in its person's partition. */
export const ALERTS = 'alert_';
/** The id of an alert: a ULID (github.com/ulid/spec). It names nobody, and later alerts have greater ids. */
export const ALERT_ID = '[0-9A-HJKMNP-TV-Z]{26}';

export function alertKey(username: string, id: string): Key {
  return { username, created: `${ALERTS}${id}` };
}

/** @param trip the key of the trip that the work is about */
export function markerKey(kind: keyof typeof MARKERS, { username, created }: Key): Key {
  return { username, created: `${MARKERS[kind]}${created}` };
}

/** The two people of a request. Each has one half of it, in their own partition. */
export type Party = 'traveler' | 'requester';

/** What a request joins: a trip (its `created`) and two people. There is at most one request for each pair. */
export interface Pair {
  readonly tripid: string;
  readonly traveler: string;
  readonly requester: string;
}

/** Where a half is: whose half it is, of which request, in which status. */
export interface Place extends Pair {
  readonly party: Party;
  readonly status: RequestStatus;
}

/** A half is stored under its status, `<prefix><tripid>_<the other person>`, so each status is a list of its own. */
export const PREFIXES = {
  PENDING: { traveler: 'pending_', requester: 'request_' },
  ACCEPTED: { traveler: 'accepted_', requester: 'traveleraccepted_' },
  DECLINED: { traveler: 'declined_', requester: 'travelerdeclined_' },
  CANCELLED: { traveler: 'cancelled_', requester: 'travelercancelled_' },
} as const;

/** Which half a prefix stands for. */
export const HALVES = /* @__PURE__ */ halvesByPrefix();

function halvesByPrefix() {
  const halves: Record<string, { readonly party: Party; readonly status: RequestStatus }> = {};
  for (const status of STATUSES) {
    halves[PREFIXES[status].traveler] = { party: 'traveler', status };
    halves[PREFIXES[status].requester] = { party: 'requester', status };
  }
  return halves;
}

/** The attribute of a half that holds each party's name. */
export const NAMES = { traveler: 'tname', requester: 'rname' } as const satisfies Record<Party, string>;

export function otherParty(party: Party): Party {
  return party === 'traveler' ? 'requester' : 'traveler';
}

/**
 * Stands for a person whose account is removed, in the halves that counterparts keep. A random text follows, so nobody can
 * tell that two requests were the same person's.
 */
export const REMOVED_PARTY = 'removed-';

/** The key of one party's half in a status. */
export function halfKey(party: Party, status: keyof typeof PREFIXES, pair: Pair): Key {
  return { username: pair[party], created: `${PREFIXES[status][party]}${pair.tripid}_${pair[otherParty(party)]}` };
}

/**
 * Splits a key as that of a half. It does not check the form of the ids: patterns differ between AppSync and Node.js.
 * @returns null when the key cannot be that of a half: another prefix, other parts, or the same person twice
 */
export function splitHalfKey({ username, created }: { readonly username?: unknown; readonly created?: unknown }) {
  if (typeof username !== 'string' || typeof created !== 'string') return null;
  const [word, tripid, other, ...more] = created.split('_');
  const half = HALVES[`${word}_`];
  if (!half || tripid === undefined || other === undefined || more.length > 0 || other === username) return null;
  const { party, status } = half;
  const [traveler, requester] = party === 'traveler' ? [username, other] : [other, username];
  const place: Place = { party, status, tripid, traveler, requester };
  return place;
}

/** The key of the trip that a request is for. */
export function tripKeyOf({ tripid, traveler }: Pair): Key {
  return { username: traveler, created: tripid };
}

/** The id is the same on both sides and in every status. */
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

/**
 * The bounds of `closing` in the search indexes. That of a trip starts with a digit. That of an alert is its sort key, so it
 * sorts after every trip.
 */
export const CLOSINGS = { lastTrip: ':', firstAlert: ALERTS, lastAlert: `${ALERTS}~` } as const;

/** The pattern of what `closing` makes. */
export function closingPattern(): string {
  return closing(DAY, { created: CREATED, username: USER_ID });
}

/** The partition of the `fromto` index. Cities have no `_`, so two routes never share one. */
export function route(fromCity: string, toCity: string): string {
  return `${fromCity}_${toCity}`;
}

/** The attribute that puts a route alert into one of the indexes: it is in the index of its search, and in no other. */
export function alertPlace(from: string | null, to: string | null) {
  if (from !== null && to !== null) return { fromto: route(from, to) };
  return from === null ? { tocity: to } : { fromcity: from };
}
