import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';

import { accountKey } from '../../domain/keys.ts';
import type { AccountInput, MutationUpdateAccountArgs } from '../../domain/schema.types.ts';
import type { AccountContext, AccountItem } from '../lib/account/account.ts';
import { checkedAccount } from '../lib/account/accountRules.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { accountRemoved, tryAgain } from '../lib/errors.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type UpdateContext = AccountContext<MutationUpdateAccountArgs, StoredItem<AccountItem> | null>;

/**
 * Stores the values that are given and removes the ones that are empty. A null value changes nothing: AWS passes null for a
 * variable that the client did not send (aws-appsync-community#348).
 */
function change(input: AccountInput) {
  const sets: string[] = [];
  const removes: string[] = [];
  const values: Record<string, string> = {};
  for (const [field, value] of Object.entries(input)) {
    if (value === '') removes.push(`#${field}`);
    else if (typeof value === 'string') {
      sets.push(`#${field} = :${field}`);
      values[`:${field}`] = value;
    }
  }
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  return expression(clauses.join(' '), values);
}

export function request(ctx: UpdateContext): DynamoDBUpdateItemRequest {
  const input = checkedAccount(ctx.args.input);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...accountKey(callerId(ctx)) }),
    update: change(input),
    condition: expression('attribute_not_exists(removing)'),
  };
}

export function response(ctx: UpdateContext): null {
  if (ctx.error?.type === 'DynamoDB:ConditionalCheckFailedException') accountRemoved();
  if (ctx.error) return tryAgain();
  ctx.stash.account = ctx.result ?? {};
  return null;
}
