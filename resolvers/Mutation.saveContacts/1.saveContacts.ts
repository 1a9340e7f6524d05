import type { Context } from '@aws-appsync/utils';
import { runtime } from '../lib/appsync.ts';
import { notRemoving } from '../lib/account.ts';
import { callerId } from '../lib/caller.ts';
import { toContacts, toContactsItem } from '../lib/contacts.ts';
import { accountRemoved } from '../lib/errors.ts';
import type { Contacts, MutationSaveContactsArgs } from '../lib/schema.types.ts';
import { failedAt, put, transactWrite, type TransactWriteResult } from '../lib/transaction.ts';

export type SaveContext = Context<
  MutationSaveContactsArgs,
  { saved?: boolean },
  { result: Contacts | null },
  undefined,
  TransactWriteResult | null
>;

/** A card replaces the one before, so a try that went through unnoticed does no harm. */
export function request(ctx: SaveContext) {
  if (ctx.stash.saved) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  return transactWrite([notRemoving(ctx), put(ctx, toContactsItem(callerId(ctx), ctx.args.input))]);
}

export function response(ctx: SaveContext): Contacts | null {
  if (failedAt(ctx.result, 0)) accountRemoved();
  ctx.stash.saved = !ctx.error;
  return toContacts(toContactsItem(callerId(ctx), ctx.args.input));
}
