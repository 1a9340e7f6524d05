import type { Context } from '@aws-appsync/utils';

import { ACTIVE } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import type { Contacts, MutationSaveContactsArgs } from '../../domain/schema.types.ts';
import { type AccountItem, isActive, refuseInactive } from '../lib/account/account.ts';
import { hasMalformedName, introduce, type NameStash, sameName, tokenName } from '../lib/account/names.ts';
import { type Answered, answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { failedAt, put, transactWrite, type TransactWriteResult, updateIf } from '../lib/appsync/transaction.ts';
import { toContacts } from '../lib/contacts/contacts.ts';
import { toContactsItem } from '../lib/contacts/contactsInput.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type SaveContext = Context<
  MutationSaveContactsArgs,
  Answered<Contacts | null> & NameStash,
  undefined,
  undefined,
  TransactWriteResult<StoredItem<AccountItem>> | null
>;

/** A card replaces the one before, so repeating a try whose answer was lost does no harm. */
export function request(ctx: SaveContext) {
  skipIfAnswered(ctx);
  const card = toContactsItem(callerId(ctx), ctx.args.input);
  return transactWrite([introduced(ctx, card.cname), put(ctx, card)]);
}

/** The account is not being removed, and has a name and a first day afterwards. */
function introduced(ctx: SaveContext, cardName: string) {
  const name = tokenName(ctx) ?? cardName;
  const { sets, values } = introduce(ctx.stash, name);
  if (sets.length === 0) return isActive(ctx);
  const update = expression(`SET ${sets.join(', ')}`, values);
  const same = hasMalformedName(ctx.stash) ? sameName(ctx.stash, name) : null;
  const when = same ? expression(`${ACTIVE} AND ${same.text}`, same.values) : expression(ACTIVE);
  return updateIf(ctx, accountKey(callerId(ctx)), update, when);
}

export function response(ctx: SaveContext): null {
  const refused = failedAt(ctx.result, 0);
  refuseInactive(refused?.item);
  // The next try takes the name that the account has now.
  if (refused) ctx.stash.account = refused.item ?? {};
  if (!ctx.error) answerWith(ctx, toContacts(toContactsItem(callerId(ctx), ctx.args.input)));
  return null;
}
