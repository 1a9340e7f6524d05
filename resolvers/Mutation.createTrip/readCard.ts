import type { Context } from '@aws-appsync/utils';

import { keepCardName, nameOf, type NameStash, readCardForName } from '../lib/account/names.ts';
import { type Answered, skipIfAnswered } from '../lib/appsync/answer.ts';
import type { ContactsItem } from '../lib/contacts/contacts.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type CardContext = Context<
  unknown,
  NameStash & Answered<unknown>,
  undefined,
  undefined,
  StoredItem<ContactsItem> | null
>;

/** If account and token have no name, the card may have one. */
export function request(ctx: CardContext) {
  skipIfAnswered(ctx);
  return readCardForName(ctx, nameOf(ctx));
}

export function response(ctx: CardContext): null {
  return keepCardName(ctx);
}
