import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';

import { ACTIVE } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import { changeAccount, type ChangeAccountContext } from '../lib/account/changeAccount.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type UpdateContext = ChangeAccountContext<StoredItem<AccountItem> | null>;

export function request(ctx: UpdateContext): DynamoDBUpdateItemRequest {
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...accountKey(callerId(ctx)) }),
    update: changeAccount(ctx),
    condition: expression(ACTIVE),
  };
}

export function response(ctx: UpdateContext): null {
  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') refuseInactive(ctx.result);
  if (ctx.error) return tryAgain();
  ctx.stash.account = ctx.result ?? {};
  return null;
}
