import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';

import type { Key } from '../../../domain/keys.ts';
import { callerId } from '../appsync/caller.ts';
import { fail } from '../errors.ts';
import { tripKey } from '../ids.ts';

/** The key of a trip that the caller may change: their own. */
export function ownTripKey(ctx: Pick<Context, 'identity'>, id: string): Key {
  const key = tripKey(id, 'id');
  if (key.username !== callerId(ctx)) return fail('NotAllowed', 'Only the traveler can change a trip.', {});
  return key;
}

/** Reads a trip of the caller's as it stands now. */
export function readOwnTrip(ctx: Pick<Context, 'identity'>, id: string) {
  return get({ key: { ...ownTripKey(ctx, id) }, consistentRead: true });
}
