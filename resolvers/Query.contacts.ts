import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import { contactsKey } from '../domain/keys.ts';
import type { Contacts } from '../domain/schema.types.ts';
import { callerId } from './lib/appsync/caller.ts';
import { type ContactsItem, toContacts } from './lib/contacts/contacts.ts';
import { tryAgain } from './lib/errors.ts';
import type { StoredItem } from './lib/trips/trip.ts';

type ContactsContext = Context<unknown, Record<string, unknown>, undefined, undefined, StoredItem<ContactsItem> | null>;

export function request(ctx: ContactsContext) {
  return get({ key: { ...contactsKey(callerId(ctx)) }, consistentRead: true });
}

export function response(ctx: ContactsContext): Contacts | null {
  if (ctx.error) return tryAgain();
  return toContacts(ctx.result);
}
