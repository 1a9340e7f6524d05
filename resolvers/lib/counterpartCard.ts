import type { Context } from '@aws-appsync/utils';
import { type ContactsItem, toContacts } from './contacts.ts';
import { contactsKey, halfKey } from './keys.ts';
import { parent } from './parent.ts';
import { counterpartOf, type RequestAnswer, type RequestHalf, toRequest } from './request.ts';
import type { Contacts } from './schema.types.ts';
import { transactGet, type TransactGetResult } from './transaction.ts';
import type { StoredItem } from './trip.ts';

/** The steps of Request.contacts: further tries for when a transaction holds an item of the request. */
export type CardContext = Context<
  unknown,
  { read?: boolean },
  { result: Contacts | null },
  RequestAnswer,
  TransactGetResult<StoredItem<RequestHalf & ContactsItem>> | null
>;

/** Reads the counterpart's card together with what gives the right to see it: both halves of the accepted request. */
export function readCounterpartCard(ctx: CardContext) {
  const request = parent(ctx);
  return transactGet(ctx, [
    halfKey('traveler', 'ACCEPTED', request),
    halfKey('requester', 'ACCEPTED', request),
    contactsKey(counterpartOf(request)),
  ]);
}

/** The card, if the request was ACCEPTED at the very moment of reading it. */
export function counterpartCard(ctx: CardContext): Contacts | null {
  if (ctx.error || !ctx.result?.items) return null;
  ctx.stash.read = true;
  const request = parent(ctx);
  const [traveler, requester, card] = ctx.result.items;
  const isAccepted =
    toRequest(traveler, { ...request, party: 'traveler', status: 'ACCEPTED' }) &&
    toRequest(requester, { ...request, party: 'requester', status: 'ACCEPTED' });
  return isAccepted ? toContacts(card) : null;
}
