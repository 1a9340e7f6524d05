import { type DynamoDBUpdateItemRequest, runtime, util } from '@aws-appsync/utils';
import { tryAgain } from '../lib/errors.ts';
import { expression } from '../lib/expression.ts';
import { ownTripKey } from '../lib/ownTrip.ts';
import { toStoredAllowed } from '../lib/trip.ts';
import type { UpdateTripContext } from '../lib/updateTrip.ts';

/** The original app wrote strings and no `free`; arithmetic in DynamoDB needs numbers in their place. */
export function request(ctx: UpdateTripContext<unknown>): DynamoDBUpdateItemRequest {
  const { original, trip } = ctx.stash;
  if (original === undefined) runtime.earlyReturn(trip);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ ...ownTripKey(ctx, ctx.args.input.id) }),
    update: expression('SET allowed = :numbers', { ':numbers': toStoredAllowed(trip.allowed) }),
    condition: expression('allowed = :read', { ':read': original }),
  };
}

/** If somebody changed it first, the conditions of the edit itself will tell. */
export function response(ctx: UpdateTripContext<unknown>) {
  if (ctx.error && ctx.error.type !== 'DynamoDB:ConditionalCheckFailedException') tryAgain();
  return ctx.stash.trip;
}
