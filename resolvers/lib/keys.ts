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
export const TRIP_ID = `${CREATED}_${USER_ID}`;
/** What sorts a trip in the search indexes: `<acceptto>#<created>#<username>`. */
export const CLOSING = `${DAY}#${CREATED}#${USER_ID}`;

export interface Key {
  readonly username: string;
  readonly created: string;
}

/** Sort keys of trips start with a digit and those of every other item with a letter, so these bounds hold trips alone. */
export const TRIP_KEYS = { first: '0', last: ':' } as const;

export function accountKey(username: string): Key {
  return { username, created: 'account' };
}

export function tripId(key: Key): string {
  return `${key.created}_${key.username}`;
}

export function closing(acceptTo: string, key: Key): string {
  return `${acceptTo}#${key.created}#${key.username}`;
}

/** The partition of the `fromto` index. Cities hold no `_`, so two routes never share one. */
export function route(fromCity: string, toCity: string): string {
  return `${fromCity}_${toCity}`;
}
