import { get } from '@aws-appsync/utils/dynamodb';

import { tokenKey } from '../../domain/keys.ts';
import { checkToken, type RemoveContext, type TokenItem } from '../lib/account/device.ts';
import { answerWith } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = RemoveContext<StoredItem<TokenItem> | null>;

export function request(ctx: ReadContext) {
  checkToken(ctx.args.token);
  return get({ key: { ...tokenKey(ctx.args.token) }, consistentRead: true });
}

/** There is nothing to remove when the token is not the caller's. */
export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  if (ctx.result?.owner !== callerId(ctx)) answerWith(ctx, false);
  return null;
}
