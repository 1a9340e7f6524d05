import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { callerId } from './lib/caller.ts';
import { type ContactsItem, toContacts } from './lib/contacts.ts';
import { tryAgain } from './lib/errors.ts';
import { contactsKey } from './lib/keys.ts';
import type { Contacts } from './lib/schema.types.ts';
import type { StoredItem } from './lib/trip.ts';

type ContactsContext = Context<unknown, Record<string, unknown>, undefined, undefined, StoredItem<ContactsItem> | null>;

export function request(ctx: ContactsContext) {
  return get({ key: { ...contactsKey(callerId(ctx)) }, consistentRead: true });
}

export function response(ctx: ContactsContext): Contacts | null {
  if (ctx.error) return tryAgain();
  return toContacts(ctx.result);
}
