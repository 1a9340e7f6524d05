import type { Context } from '@aws-appsync/utils';

import { contactsKey, halfKey, type Key, otherParty, type Pair, type Party } from '../../../domain/keys.ts';
import type { Contacts } from '../../../domain/schema.types.ts';
import { type ContactsItem, toContacts } from '../contacts/contacts.ts';
import type { StoredItem } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import { partyWith, type RequestAnswer, toRequest } from './request.ts';

/** The items under `cardKeys`. */
export type CardItem = StoredItem<RequestHalf & ContactsItem> | null;

/**
 * The keys to read in one transaction with the caller's accepted half: the counterpart's half, which must be accepted too,
 * and the counterpart's card.
 */
export function cardKeys(party: Party, pair: Pair): Key[] {
  const other = otherParty(party);
  return [halfKey(other, 'ACCEPTED', pair), contactsKey(pair[other])];
}

/**
 * The counterpart's card, if both halves were ACCEPTED when the transaction read it.
 * @param request the caller's half
 * @param items what is stored under `cardKeys`, read in one transaction with that
 */
export function cardOf(request: RequestAnswer | null, [theirs, card]: readonly CardItem[]): Contacts | null {
  if (request?.status !== 'ACCEPTED') return null;
  const party = otherParty(partyWith(request));
  return toRequest(theirs, { ...request, party, status: 'ACCEPTED' }) ? toContacts(card) : null;
}

/** Whether the query selects `contacts`. Under an alias, `Request.contacts` reads the card itself. */
export function asksForCard({ info }: Pick<Context, 'info'>): boolean {
  return info.selectionSetList.indexOf('contacts') >= 0;
}
