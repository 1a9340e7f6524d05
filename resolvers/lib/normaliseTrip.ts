import type { Context } from '@aws-appsync/utils';
import { notRemoving } from './account.ts';
import { isMap } from './allowed.ts';
import { expression } from './expression.ts';
import type { Key } from './keys.ts';
import { plainCategories } from './plainNumbers.ts';
import { transactWrite, updateIf } from './transaction.ts';
import { toStoredAllowed, type TripRoom } from './trip.ts';

/**
 * Replaces the original app's strings by numbers and adds `free`: arithmetic in DynamoDB needs numbers.
 * @param original `allowed` as it was read
 */
export function normaliseTrip(
  ctx: Pick<Context, 'env' | 'identity'>,
  key: Key,
  original: unknown,
  trip: Pick<TripRoom, 'allowed'>,
) {
  return transactWrite([
    notRemoving(ctx),
    updateIf(
      ctx,
      key,
      expression('SET allowed = :numbers', { ':numbers': toStoredAllowed(trip.allowed) }),
      expression('allowed = :read', { ':read': isMap(original) ? plainCategories(original) : original }),
    ),
  ]);
}
