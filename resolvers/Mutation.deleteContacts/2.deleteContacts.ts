import { runtime } from '../lib/appsync.ts';
import { notRemoving } from '../lib/account.ts';
import { callerId } from '../lib/caller.ts';
import type { DeleteContactsContext } from '../lib/contacts.ts';
import { accountRemoved } from '../lib/errors.ts';
import { contactsKey } from '../lib/keys.ts';
import { failedAt, remove, transactWrite, type TransactWriteResult } from '../lib/transaction.ts';

export type DeleteContext = DeleteContactsContext<TransactWriteResult | null>;

/** What is gone already can be deleted again, so a try that went through unnoticed does no harm. */
export function request(ctx: DeleteContext) {
  if (ctx.stash.deleted) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  return transactWrite([notRemoving(ctx), remove(ctx, contactsKey(callerId(ctx)))]);
}

export function response(ctx: DeleteContext) {
  if (failedAt(ctx.result, 0)) accountRemoved();
  ctx.stash.deleted = !ctx.error;
  return ctx.prev.result;
}
