import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { runtime, util } from '../lib/appsync.ts';
import { callerId } from '../lib/caller.ts';
import type { CreateTripContext } from '../lib/createTrip.ts';
import { expression } from '../lib/expression.ts';
import { accountKey } from '../lib/keys.ts';

/** Stores what was counted, unless a trip was put or taken down since the count was read. */
export function request(ctx: CreateTripContext<unknown>): DynamoDBUpdateItemRequest {
  const { account, counted } = ctx.stash;
  if (counted === undefined || !account) return runtime.earlyReturn(ctx.prev.result);
  const unchanged =
    account.trips === undefined
      ? expression('attribute_not_exists(removing) AND attribute_not_exists(trips)')
      : expression('attribute_not_exists(removing) AND trips = :trips AND lasttrip = :trip', {
          ':trips': account.trips,
          ':trip': account.lasttrip,
        });
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...accountKey(callerId(ctx)) }),
    update: expression('SET trips = :counted', { ':counted': counted }),
    condition: unchanged,
  };
}

/** Whoever came first has corrected it as well, so the next try is due either way. */
export function response(): null {
  return null;
}
