import { accountKey, contactsKey, type Key, type Pair, requestId } from '../../domain/keys.ts';
import { type Item, placeOf } from '../item.ts';
import type { People } from './people/people.ts';
import { blockedIn, DEVICES, isMarker, isOfApi, isOfNobody, isOldHalf, isTripKey, toHalfPlace } from './places.ts';
import type { ReasonToLeave } from './requests/verdict.ts';

/** The kinds of items, by their keys. */
export const KINDS = [
  'trips',
  'halves',
  'oldHalves',
  'contacts',
  'accounts',
  'markers',
  'devices',
  'subscriptions',
  'ofApi',
  'others',
] as const;
export type Kind = (typeof KINDS)[number];

/** An item, as it is stored and under the key that it should have: with the `sub` of each person. */
export interface Entry {
  readonly stored: Item;
  /** The same object as `stored` if the key is right. */
  readonly item: Item;
}

/** An item to delete. */
export interface ItemOfGone {
  readonly item: Item;
  /** The people whose it is or who are named in it, and who are not in the user pool. */
  readonly people: readonly string[];
}

export interface PairItems {
  readonly pair: Pair;
  readonly entries: Entry[];
}

/** A table's items, grouped by what belongs together. */
export interface Survey {
  readonly read: Record<Kind, number>;
  readonly trips: Entry[];
  /** By the ids of the requests. */
  readonly pairs: Map<string, PairItems>;
  /** By the ids of the trips. */
  readonly ownPairs: Map<string, PairItems>;
  readonly oldHalves: Item[];
  readonly accounts: Entry[];
  readonly contacts: Entry[];
  /** Markers, and what only the API writes. */
  readonly markers: Item[];
  readonly ofApi: Item[];
  /** Items that stay as they are, apart from their key. */
  readonly others: { readonly entry: Entry; readonly why: ReasonToLeave }[];
  /** Items of people who are not in the user pool, other than halves. */
  readonly ofGone: ItemOfGone[];
  /** Those of them that are trips, under the ids of their travelers. */
  readonly goneTrips: Entry[];
  /** The ids of people who are not in the user pool. */
  readonly gone: Set<string>;
  /** Partitions and counterparts of whom nobody knows which person they mean. */
  readonly unclear: Set<string>;
  /** The ids of people with a card or an account who are in the user pool. */
  readonly known: Set<string>;
  /** The ids of people with any items who are in the user pool. */
  readonly owners: Set<string>;
  /** The places of all items. */
  readonly places: Set<string>;
}

const CARD = contactsKey('').created;
const ACCOUNT = accountKey('').created;

/** Groups the items of a table. */
export function surveyOf(items: readonly Item[], people: People): Survey {
  const survey: Survey = {
    read: Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>,
    ...{ trips: [], accounts: [], contacts: [], markers: [], ofApi: [], others: [], oldHalves: [] },
    ...{ ofGone: [], goneTrips: [] },
    ...{ pairs: new Map(), ownPairs: new Map() },
    ...{ gone: new Set(), unclear: new Set(), known: new Set(), owners: new Set(), places: new Set() },
  };
  for (const item of items) {
    survey.places.add(placeOf(item));
    survey.read[sort(survey, item, people)] += 1;
  }
  return survey;
}

function sort(survey: Survey, stored: Item, people: People): Kind {
  const { username, created } = stored;
  const kind = kindOf(stored);
  if (isOfNobody(stored)) return sortOfApi(survey, stored, people);
  if (kind === 'oldHalves') {
    survey.oldHalves.push(stored);
    return kind;
  }
  const owner = people.find(username);
  if (owner.kind === 'unclear') {
    survey.unclear.add(username);
    return setAside(survey, { stored, item: stored }, kind, 'userName');
  }
  (owner.kind === 'gone' ? survey.gone : survey.owners).add(owner.id);
  if (kind === 'halves') return sortHalf(survey, stored, owner.id, people);
  const entry = under(owner.id, created, stored);
  if (owner.kind === 'gone') {
    survey.ofGone.push({ item: stored, people: [username] });
    if (kind === 'trips') survey.goneTrips.push(entry);
    return kind;
  }
  if (kind === 'accounts' || kind === 'contacts') survey.known.add(owner.id);
  if (kind === 'accounts' || kind === 'contacts' || kind === 'trips') survey[kind].push(entry);
  else if (kind === 'markers') survey.markers.push(stored);
  else if (kind === 'ofApi') return sortOfApi(survey, stored, people);
  else setAside(survey, entry, kind, kind === 'others' ? 'unknown' : kind);
  return kind;
}

function sortHalf(survey: Survey, stored: Item, owner: string, people: People): Kind {
  const place = toHalfPlace(stored.created);
  if (!place) return setAside(survey, { stored, item: stored }, 'halves', 'unreadable');
  const other = people.find(place.other);
  if (other.kind === 'unclear') {
    survey.unclear.add(place.other);
    return setAside(survey, { stored, item: stored }, 'halves', 'userName');
  }
  if (other.kind === 'gone') survey.gone.add(other.id);
  const start = stored.created.slice(0, -place.other.length);
  const entry = under(owner, `${start}${other.id}`, stored);
  const { tripid } = place;
  const [traveler, requester] = place.party === 'traveler' ? [owner, other.id] : [other.id, owner];
  addTo(owner === other.id ? survey.ownPairs : survey.pairs, { tripid, traveler, requester }, entry);
  return 'halves';
}

/** What only the API writes stays, unless it is about a person who is gone. */
function sortOfApi(survey: Survey, item: Item, people: People): Kind {
  const named = [blockedIn(item.created), item['by'], item['about']].filter((name) => typeof name === 'string');
  const gone = named.filter((name) => people.find(name).kind === 'gone');
  if (gone.length > 0) survey.ofGone.push({ item, people: gone });
  else survey.ofApi.push(item);
  return 'ofApi';
}

/** The kind of an item, by its key. A subscription of the first app has the key of a trip, and only its cities. */
function kindOf(item: Item): Kind {
  const { created } = item;
  if (toHalfPlace(created)) return 'halves';
  if (isTripKey(created)) return isSubscription(item) ? 'subscriptions' : 'trips';
  if (created === CARD) return 'contacts';
  if (created === ACCOUNT) return 'accounts';
  if (created === DEVICES) return 'devices';
  if (isMarker(created)) return 'markers';
  if (isOfApi(created)) return 'ofApi';
  return isOldHalf(created) ? 'oldHalves' : 'others';
}

function isSubscription(item: Item): boolean {
  return ['allowed', 'trdate', 'acceptfrom', 'acceptto'].every((name) => item[name] === undefined);
}

function under(username: string, created: string, stored: Item): Entry {
  const isRight = username === stored.username && created === stored.created;
  return { stored, item: isRight ? stored : { ...stored, username, created } };
}

function setAside(survey: Survey, entry: Entry, kind: Kind, why: ReasonToLeave): Kind {
  survey.others.push({ entry, why });
  return kind;
}

function addTo(pairs: Map<string, PairItems>, pair: Pair, entry: Entry): void {
  const found = pairs.get(requestId(pair)) ?? { pair, entries: [] };
  found.entries.push(entry);
  pairs.set(requestId(pair), found);
}

/** The ids of the accounts that the API has written: the first app stored nothing in an account but its key. */
export function presentIn(items: readonly Item[]): Set<string> {
  const isWritten = (item: Item) => Object.keys(item).some((name) => !['username', 'created', 'tstamp'].includes(name));
  const accounts = items.filter((item) => item.created === ACCOUNT && isWritten(item));
  return new Set(accounts.map(({ username }: Key) => username));
}
