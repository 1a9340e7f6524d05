import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

import { requestId, tripId, tripKeyOf } from '../../domain/keys.ts';
import { REASONS } from '../../domain/requestStates.ts';
import type { RequestUpdateInput } from '../../domain/schema.types.ts';
import { counterpartOf, isAlone, toHalf } from '../lib/halves.ts';

/**
 * The update that a change of the table means to the person in whose partition it is. `changed` shows that there is one: it
 * is new when a half enters a status and when its travel date moves. A new expiry alone, or a new name, leaves it.
 * @returns null when the change is not an update. That includes every half that the API would reject at each attempt: it
 *   would block all records behind it.
 */
export function toUpdate({ dynamodb: change }: DynamoDBRecord): RequestUpdateInput | null {
  const stored = imageOf(change?.NewImage);
  const before = imageOf(change?.OldImage);
  const half = toHalf(stored);
  const { changed, reason, dtime } = stored;
  // A half whose counterpart is removed was published when it was closed, under the id that the counterpart had then.
  if (!half || isAlone(half) || !isDateTime(changed)) return null;
  if (changed === before['changed']) return null;
  return {
    recipient: half.key.username,
    requestId: requestId(half),
    tripId: tripId(tripKeyOf(half)),
    role: half.party === 'traveler' ? 'RECEIVED' : 'SENT',
    status: half.status,
    revision: half.revision,
    // A status is entered by a Put. Over an expired half it is a change as well, of a request that was sent at another time.
    change: dtime !== undefined && dtime === before['dtime'] ? 'TRIP_MOVED' : 'STATUS',
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
