import { accountKey, contactsKey, CREATED, MARKERS, type Pair, requestId, USER_ID } from '../../domain/keys.ts';
import { toPlace } from '../../functions/lib/halves.ts';
import type { Item } from '../item.ts';
import { isHalfOfNamed, toOwnPair } from './half.ts';
import type { ReasonToLeave } from './verdict.ts';

/** The kinds of items, by their keys. */
export const KINDS = ['trips', 'halves', 'contacts', 'accounts', 'markers', 'others'] as const;
export type Kind = (typeof KINDS)[number];

export interface PairItems {
  readonly pair: Pair;
  readonly items: Item[];
}

/** A table's items, grouped by what belongs together. */
export interface Survey {
  readonly read: Record<Kind, number>;
  readonly trips: Item[];
  /** By the ids of the requests. */
  readonly pairs: Map<string, PairItems>;
  /** By the ids of the trips. */
  readonly ownPairs: Map<string, PairItems>;
  readonly accounts: Item[];
  readonly markers: Item[];
  readonly contacts: Item[];
  readonly others: { readonly item: Item; readonly why: ReasonToLeave }[];
}

const USER = new RegExp(`^${USER_ID}$`);
const TRIP = new RegExp(`^${CREATED}$`);
const MARKER = new RegExp(`^(?:${Object.values(MARKERS).join('|')})${CREATED}$`);
const CARD = contactsKey('').created;
const ACCOUNT = accountKey('').created;

export function anEmptySurvey(): Survey {
  return {
    read: { trips: 0, halves: 0, contacts: 0, accounts: 0, markers: 0, others: 0 },
    trips: [],
    pairs: new Map(),
    ownPairs: new Map(),
    accounts: [],
    markers: [],
    contacts: [],
    others: [],
  };
}

/** Adds an item to the survey. */
export function takeIn(survey: Survey, item: Item): void {
  survey.read[sort(survey, item)] += 1;
}

function sort(survey: Survey, item: Item): Kind {
  const { username, created } = item;
  if (!USER.test(username)) return setAside(survey, item, 'userName');
  const place = toPlace(item);
  const ownPair = place ? null : toOwnPair(item);
  if (place) return addTo(survey.pairs, place, item);
  if (ownPair) return addTo(survey.ownPairs, ownPair, item);
  if (TRIP.test(created)) return add(survey, 'trips', item);
  if (created === CARD) return add(survey, 'contacts', item);
  if (created === ACCOUNT) return add(survey, 'accounts', item);
  if (MARKER.test(created)) return add(survey, 'markers', item);
  return setAside(survey, item, isHalfOfNamed(created) ? 'userName' : 'unknown');
}

function add(survey: Survey, kind: 'trips' | 'contacts' | 'accounts' | 'markers', item: Item): Kind {
  survey[kind].push(item);
  return kind;
}

function setAside(survey: Survey, item: Item, why: ReasonToLeave): Kind {
  survey.others.push({ item, why });
  return 'others';
}

function addTo(pairs: Map<string, PairItems>, { tripid, traveler, requester }: Pair, item: Item): Kind {
  const pair = { tripid, traveler, requester };
  const entry = pairs.get(requestId(pair)) ?? { pair, items: [] };
  entry.items.push(item);
  pairs.set(requestId(pair), entry);
  return 'halves';
}
