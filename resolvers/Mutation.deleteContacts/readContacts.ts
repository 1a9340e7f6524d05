import { get } from '@aws-appsync/utils/dynamodb';

import { contactsKey } from '../../domain/keys.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { type ContactsItem, type DeleteContactsContext, toContacts } from '../lib/contacts/contacts.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = DeleteContactsContext<StoredItem<ContactsItem> | null>;

export function request(ctx: ReadContext) {
  return get({ key: { ...contactsKey(callerId(ctx)) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  ctx.stash.card = toContacts(ctx.result);
  return null;
}
