import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

import { requestId, tripId, tripKeyOf } from '../../domain/keys.ts';
import { REASONS } from '../../domain/requestStates.ts';
import type { RequestUpdateInput } from '../../domain/schema.types.ts';
import { counterpartOf, isAlone, toHalf } from '../lib/halves.ts';

/**
 * Makes the update for the person whose half changed. A new `changed` shows that there is one: it changes when a half enters a
 * status and when its travel date moves. A new expiry or a new name leaves it as it is.
 * @returns null when the change is not an update, and for a half that the API would reject at each try: such an update would
 *   block all records behind it
 */
export function toUpdate({ dynamodb: change }: DynamoDBRecord): RequestUpdateInput | null {
  const stored = imageOf(change?.NewImage);
  const before = imageOf(change?.OldImage);
  const half = toHalf(stored);
  const { changed, reason, dtime } = stored;
  // A half whose counterpart is removed was published when it was closed, under the id that the counterpart had then.
  if (!half || isAlone(half) || !isDateTime(changed)) return null;
  if (changed === before['changed']) return null;
  const isSameRequest = dtime !== undefined && dtime === before['dtime'];
  // The migration, when it is undone, restores a half with its older revision.
  if (isSameRequest && half.revision <= (toHalf(before)?.revision ?? -1)) return null;
  return {
    recipient: half.key.username,
    requestId: requestId(half),
    tripId: tripId(tripKeyOf(half)),
    role: half.party === 'traveler' ? 'RECEIVED' : 'SENT',
    status: half.status,
    revision: half.revision,
    // A request enters a status by a Put. If the Put replaces an expired half, the stream shows a MODIFY of another `dtime`.
    change: isSameRequest ? 'TRIP_MOVED' : 'STATUS',
    counterpart: counterpartOf(half),
    reason: REASONS.find((known) => known === reason) ?? null,
    changedAt: changed,
  };
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** In the form of AWSDateTime that the API and the functions write. JavaScript also writes years of six digits. */
function isDateTime(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE_TIME.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

function imageOf(image: Image): Record<string, unknown> {
  // Lambda's and the SDK's types describe the same form.
  return unmarshall((image ?? {}) as Record<string, AttributeValue>);
}
