import type { Context } from '@aws-appsync/utils';

import type { Contacts, MutationSaveContactsArgs } from '../../domain/schema.types.ts';
import { notRemoving } from '../lib/account/account.ts';
import { type Answered, answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { failedAt, put, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import { toContacts } from '../lib/contacts/contacts.ts';
import { toContactsItem } from '../lib/contacts/contactsInput.ts';
import { accountRemoved } from '../lib/errors.ts';

type SaveContext = Context<
  MutationSaveContactsArgs,
  Answered<Contacts | null>,
  undefined,
  undefined,
  TransactWriteResult | null
>;

/** A card replaces the one before, so repeating a try whose answer was lost does no harm. */
export function request(ctx: SaveContext) {
  skipIfAnswered(ctx);
  return transactWrite([notRemoving(ctx), put(ctx, toContactsItem(callerId(ctx), ctx.args.input))]);
}

export function response(ctx: SaveContext): null {
  if (failedAt(ctx.result, 0)) accountRemoved();
  if (!ctx.error) answerWith(ctx, toContacts(toContactsItem(callerId(ctx), ctx.args.input)));
  return null;
}
