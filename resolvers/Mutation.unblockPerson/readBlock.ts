import { get } from '@aws-appsync/utils/dynamodb';

import { blockKey } from '../../domain/keys.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tryAgain } from '../lib/errors.ts';
import { personId } from '../lib/ids.ts';
import { type BlockContext, blockedPerson, type BlockItem } from '../lib/safety/block.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = BlockContext<StoredItem<BlockItem> | null>;

export function request(ctx: ReadContext) {
  return get({ key: { ...blockKey(callerId(ctx), personId(ctx.args.id)) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  ctx.stash.person = blockedPerson(ctx.args.id, ctx.result);
  return null;
}
