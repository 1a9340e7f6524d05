import type { Context } from '@aws-appsync/utils';

import { isMap } from '../../../domain/categories.ts';
import type { Key } from '../../../domain/keys.ts';
import { isActive } from '../account/account.ts';
import { expression } from '../appsync/expression.ts';
import { transactWrite, updateIf } from '../appsync/transaction.ts';
import { plainCategories } from '../plainNumbers.ts';
import { toStoredAllowed, type TripCapacity } from './trip.ts';

/**
 * Replaces the first app's strings by numbers and adds `free`: arithmetic in DynamoDB needs numbers.
 * @param original `allowed` as it was read
 */
export function normaliseTrip(
  ctx: Pick<Context, 'env' | 'identity'>,
  key: Key,
  original: unknown,
  trip: Pick<TripCapacity, 'allowed'>,
) {
  return transactWrite([
    isActive(ctx),
    updateIf(
      ctx,
      key,
      expression('SET allowed = :numbers', { ':numbers': toStoredAllowed(trip.allowed) }),
      expression('allowed = :read', { ':read': isMap(original) ? plainCategories(original) : original }),
    ),
  ]);
}
