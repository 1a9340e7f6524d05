import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey } from '../../domain/keys.ts';
import { type AccountItem, displayName, isGoing, storedSince } from '../lib/account/account.ts';
import { answerWith } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { fail, personNotFound, tryAgain } from '../lib/errors.ts';
import { personId } from '../lib/ids.ts';
import type { BlockContext } from '../lib/safety/block.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = BlockContext<StoredItem<AccountItem> | null>;

export function request(ctx: ReadContext) {
  const id = personId(ctx.args.id);
  if (id === callerId(ctx)) return fail('NotAllowed', 'You cannot restore yourself.', {});
  return get({ key: { ...accountKey(id) }, consistentRead: true });
}

/** A person who is not suspended is answered as they are. */
export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  if (!ctx.result || isGoing(ctx.result)) return personNotFound();
  ctx.stash.person = { id: ctx.args.id, name: displayName(ctx.result), since: storedSince(ctx.result) };
  if (ctx.result.suspended === undefined) answerWith(ctx, ctx.stash.person);
  return null;
}
