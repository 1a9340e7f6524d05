import type { Context } from '@aws-appsync/utils';

import type { MutationSaveContactsArgs } from '../../domain/schema.types.ts';
import type { AccountItem } from '../lib/account/account.ts';
import { keepAccount, type NameStash, readAccount } from '../lib/account/names.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { toContactsItem } from '../lib/contacts/contactsInput.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = Context<MutationSaveContactsArgs, NameStash, undefined, undefined, StoredItem<AccountItem> | null>;

/** The first write stores the account's name. A bad card fails before anything is read. */
export function request(ctx: ReadContext) {
  toContactsItem(callerId(ctx), ctx.args.input);
  return readAccount(ctx);
}

export function response(ctx: ReadContext): null {
  return keepAccount(ctx);
}
