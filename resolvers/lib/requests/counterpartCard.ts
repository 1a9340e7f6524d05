import type { Context } from '@aws-appsync/utils';

import { contactsKey, halfKey, type Key, otherParty, type Pair, type Party } from '../../../domain/keys.ts';
import type { Contacts } from '../../../domain/schema.types.ts';
import { type ContactsItem, toContacts } from '../contacts/contacts.ts';
import type { StoredItem } from '../trips/trip.ts';
import type { RequestHalf } from './half.ts';
import { partyWith, type RequestAnswer, toRequest } from './request.ts';

/** What is stored under the keys of a card. */
export type CardItem = StoredItem<RequestHalf & ContactsItem> | null;

/**
 * What is to be read together with one's own accepted half to see the other one's card: their half, which gives the
 * right to it as well, and the card.
 */
export function cardKeys(party: Party, pair: Pair): Key[] {
  const other = otherParty(party);
  return [halfKey(other, 'ACCEPTED', pair), contactsKey(pair[other])];
}

/**
 * The other one's card, if the request was ACCEPTED for both at the very moment of reading it.
 * @param request as the one who asks has it
 * @param items what is stored under `cardKeys`, read in one transaction with that
 */
export function cardOf(request: RequestAnswer | null, [theirs, card]: readonly CardItem[]): Contacts | null {
  if (request?.status !== 'ACCEPTED') return null;
  const party = otherParty(partyWith(request));
  return toRequest(theirs, { ...request, party, status: 'ACCEPTED' }) ? toContacts(card) : null;
}

/** Whether a request's card is asked for; under an alias `Request.contacts` reads it by itself. */
export function asksForCard({ info }: Pick<Context, 'info'>): boolean {
  return info.selectionSetList.indexOf('contacts') >= 0;
}
