import { contactsKey } from '../../domain/keys.ts';
import { isActive, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { failedAt, remove, transactWrite, type TransactWriteResult } from '../lib/appsync/transaction.ts';
import type { DeleteContactsContext } from '../lib/contacts/contacts.ts';

type DeleteContext = DeleteContactsContext<TransactWriteResult | null>;

/** Deleting a missing card succeeds, so repeating a try whose answer was lost does no harm. */
export function request(ctx: DeleteContext) {
  skipIfAnswered(ctx);
  return transactWrite([isActive(ctx), remove(ctx, contactsKey(callerId(ctx)))]);
}

export function response(ctx: DeleteContext): null {
  refuseInactive(failedAt(ctx.result, 0)?.item);
  if (!ctx.error) answerWith(ctx, ctx.stash.card);
  return null;
}
