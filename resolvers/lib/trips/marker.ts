import type { Context } from '@aws-appsync/utils';

import { type Key, markerKey, type MARKERS } from '../../../domain/keys.ts';
import { util } from '../appsync/appsync.ts';
import { put } from '../appsync/transaction.ts';

/** Pending work on a trip's requests. */
export interface MarkerItem extends Key {
  /** When it was written: AWSDateTime. A later marker of its kind replaces it. */
  readonly since: string;
}

/** In a transaction: puts a marker, so the reader of the stream does the pending work on the trip's requests. */
export function putMarker(ctx: Pick<Context, 'env'>, kind: keyof typeof MARKERS, trip: Key) {
  const marker: MarkerItem = { ...markerKey(kind, trip), since: util.time.nowISO8601() };
  return put(ctx, marker);
}
