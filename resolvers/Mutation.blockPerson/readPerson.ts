import { get } from '@aws-appsync/utils/dynamodb';

import { accountKey, REMOVED_PARTY } from '../../domain/keys.ts';
import { type AccountItem, displayName, isGoing, storedSince } from '../lib/account/account.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { fail, personNotFound, tryAgain } from '../lib/errors.ts';
import { personId } from '../lib/ids.ts';
import type { BlockContext } from '../lib/safety/block.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = BlockContext<StoredItem<AccountItem> | null>;

/** Reads the account of the person, who may have none: the first app stored accounts for few. */
export function request(ctx: ReadContext) {
  const id = personId(ctx.args.id);
  if (id === callerId(ctx)) return fail('NotAllowed', 'You cannot block yourself.', {});
  // A removal leaves such an id with the counterpart. Nothing would ever delete the block.
  if (id.startsWith(REMOVED_PARTY)) return personNotFound();
  return get({ key: { ...accountKey(id) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  if (isGoing(ctx.result)) personNotFound();
  ctx.stash.person = { id: ctx.args.id, name: displayName(ctx.result), since: storedSince(ctx.result) };
  return null;
}
