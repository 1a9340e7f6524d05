import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';

import { accountKey } from '../../domain/keys.ts';
import { skipStep } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';
import { plain } from '../lib/trips/trip.ts';

/** Stores the count, unless a trip was posted or deleted since the count was read. */
export function request(ctx: CreateTripContext<unknown>): DynamoDBUpdateItemRequest {
  const { account, counted } = ctx.stash;
  if (counted === undefined || !account) return skipStep();
  const unchanged =
    account.trips === undefined
      ? expression('attribute_not_exists(removing) AND attribute_not_exists(trips)')
      : expression('attribute_not_exists(removing) AND trips = :trips AND lasttrip = :trip', {
          ':trips': plain(account.trips),
          ':trip': account.lasttrip,
        });
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...accountKey(callerId(ctx)) }),
    update: expression('SET trips = :counted', { ':counted': counted }),
    condition: unchanged,
  };
}

/** If the condition failed, another call has corrected the count. The next step tries again in both cases. */
export function response(): null {
  return null;
}
