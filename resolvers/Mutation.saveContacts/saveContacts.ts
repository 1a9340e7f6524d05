import type { Context } from '@aws-appsync/utils';
import { notRemoving } from '../lib/account.ts';
import { type Answered, answerWith, skipIfAnswered } from '../lib/answer.ts';
import { callerId } from '../lib/caller.ts';
import { toContacts, toContactsItem } from '../lib/contacts.ts';
import { accountRemoved } from '../lib/errors.ts';
import type { Contacts, MutationSaveContactsArgs } from '../lib/schema.types.ts';
import { failedAt, put, transactWrite, type TransactWriteResult } from '../lib/transaction.ts';

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
