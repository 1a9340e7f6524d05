import { get } from '@aws-appsync/utils/dynamodb';

import { tokenKey } from '../../domain/keys.ts';
import type { RegisterContext, TokenItem } from '../lib/account/device.ts';
import { tryAgain } from '../lib/errors.ts';
import { isFilled, type StoredItem } from '../lib/trips/trip.ts';

type ReadContext = RegisterContext<StoredItem<TokenItem> | null>;

/** Whose the token is now. */
export function request(ctx: ReadContext) {
  return get({ key: { ...tokenKey(ctx.args.input.token) }, consistentRead: true });
}

export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  ctx.stash.owner = isFilled(ctx.result?.owner) ? ctx.result.owner : null;
  return null;
}
