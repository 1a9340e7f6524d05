import type { Context } from '@aws-appsync/utils';

import { type Key, markerKey, type MARKERS } from '../../../domain/keys.ts';
import { util } from '../appsync/appsync.ts';
import { put } from '../appsync/transaction.ts';

/** Pending work on a trip's requests. */
export interface MarkerItem extends Key {
  /** When it was written: AWSDateTime. A later marker of its kind replaces it. */
  readonly since: string;
}

/** In a transaction: leaves work on a trip's requests to the function that the marker invokes. */
export function putMarker(ctx: Pick<Context, 'env'>, kind: keyof typeof MARKERS, trip: Key) {
  const marker: MarkerItem = { ...markerKey(kind, trip), since: util.time.nowISO8601() };
  return put(ctx, marker);
}
