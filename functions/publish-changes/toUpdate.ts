import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

import { requestId } from '../../domain/keys.ts';
import { REASONS } from '../../domain/requestStates.ts';
import type { RequestUpdateInput } from '../../domain/schema.types.ts';
import { counterpartOf, isAlone, toHalf } from '../lib/halves.ts';

/**
 * What a change of the table means to the person in whose partition it is; null when it is no new status of a request.
 * A status is entered by a Put: one where nothing was shows as INSERT, one over an expired half as MODIFY. That shows in
 * `changed`; the expiry of a half moves without it.
 */
export function toUpdate({ dynamodb: change }: DynamoDBRecord): RequestUpdateInput | null {
  const stored = imageOf(change?.NewImage);
  const half = toHalf(stored);
  const { changed, reason } = stored;
  // A half whose counterpart is gone was told of when it was closed, under the name that it had then.
  if (!half || isAlone(half) || !isDateTime(changed)) return null;
  // What the API would refuse at every try would hold up all that comes behind it.
  if (!Number.isInteger(half.revision)) return null;
  if (changed === imageOf(change?.OldImage)['changed']) return null;
  return {
    recipient: half.key.username,
    requestId: requestId(half),
    tripId: `${half.tripid}_${half.traveler}`,
    role: half.party === 'traveler' ? 'RECEIVED' : 'SENT',
    status: half.status,
    revision: half.revision,
    counterpart: counterpartOf(half),
    reason: REASONS.find((known) => known === reason) ?? null,
    changedAt: changed,
  };
}

/** In the form that AWSDateTime has wherever the API or a function writes one. */
function isDateTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value;
}

type Image = NonNullable<DynamoDBRecord['dynamodb']>['NewImage'];

function imageOf(image: Image): Record<string, unknown> {
  // Lambda's and the SDK's types name the same form.
  return unmarshall((image ?? {}) as Record<string, AttributeValue>);
}
