import type { Context } from '@aws-appsync/utils';

import { type Key, markerKey, type MARKERS, matchingKey } from '../../../domain/keys.ts';
import { util } from '../appsync/appsync.ts';
import { expression } from '../appsync/expression.ts';
import { put, update } from '../appsync/transaction.ts';
import { firstOpenDay } from '../dates.ts';
import { toStoredAllowed, type TripAnswer } from './trip.ts';

/** Pending work on a trip's requests. */
export interface MarkerItem extends Key {
  /** When it was written: AWSDateTime. A later marker of its kind replaces it. */
  readonly since: string;
}

/** Pending matching of alerts with a trip. The reader of the stream adds its progress. */
interface MatchingItem extends MarkerItem {
  /** The attributes of the trip that a filter looks at, before the change. None: no search found it. */
  readonly was: object;
  readonly fresh: boolean;
}

/** In a transaction: puts a marker, so the reader of the stream does the pending work on the trip's requests. */
export function putMarker(ctx: Pick<Context, 'env'>, kind: keyof typeof MARKERS, trip: Key) {
  const marker: MarkerItem = { ...markerKey(kind, trip), since: util.time.nowISO8601() };
  return put(ctx, marker);
}

/**
 * In a transaction: the reader of the stream matches alerts with a new trip. `was` is what the trip offered before, which is
 * nothing. `fresh` says that no alert has reported it.
 */
export function matchNew(ctx: Pick<Context, 'env'>, trip: Key) {
  const marker: MatchingItem = { ...matchingKey(trip), since: util.time.nowISO8601(), was: {}, fresh: true };
  return put(ctx, marker);
}

/**
 * The same for an edited trip. An alert that fitted before the edit does not report it. While the marker of an earlier change
 * is still there, it keeps what the trip offered before that one.
 * @param before the trip as it was read
 */
export function matchEdited(ctx: Pick<Context, 'env'>, trip: Key, before: TripAnswer) {
  const { travelDate, currency, acceptTo, allowed } = before;
  const isOpen = acceptTo >= firstOpenDay();
  return update(
    ctx,
    matchingKey(trip),
    expression('SET since = :now, was = if_not_exists(was, :was)', {
      ':now': util.time.nowISO8601(),
      ':was': isOpen ? { trdate: travelDate, currency, allowed: toStoredAllowed(allowed) } : {},
    }),
  );
}
