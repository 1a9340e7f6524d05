import type { ChangeAccountContext } from '../lib/account/changeAccount.ts';
import { keepCardName, nameOf, readCardForName, tokenName } from '../lib/account/names.ts';
import type { ContactsItem } from '../lib/contacts/contacts.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type CardContext = ChangeAccountContext<StoredItem<ContactsItem> | null>;

/** An empty name returns to the token's name, otherwise to the card's. */
export function request(ctx: CardContext) {
  return readCardForName(ctx, ctx.args.input.name === '' ? tokenName(ctx) : nameOf(ctx));
}

export function response(ctx: CardContext): null {
  return keepCardName(ctx);
}
