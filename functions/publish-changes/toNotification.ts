import type { DynamoDBRecord } from 'aws-lambda';

import { NAMES, otherParty } from '../../domain/keys.ts';
import type { RequestNotification } from '../../domain/notification.ts';
import type { CancelReason, RequestStatus, RequestUpdateInput } from '../../domain/schema.types.ts';
import { isDay } from '../lib/halves.ts';

/** The roles of people who make a change themselves: they need no push about it. Anybody may have made the other changes. */
const ACTORS: Partial<Record<RequestStatus | CancelReason, RequestUpdateInput['role']>> = {
  PENDING: 'SENT',
  ACCEPTED: 'RECEIVED',
  DECLINED: 'RECEIVED',
  WITHDRAWN: 'SENT',
  TRIP_DELETED: 'RECEIVED',
};

/**
 * Makes the push for the person whose half changed, with the terms and the counterpart's name of that half.
 * @returns null when the person has made the change
 */
export function toNotification(update: RequestUpdateInput, record: DynamoDBRecord): RequestNotification | null {
  const { recipient, requestId, tripId, role, status, revision, change, reason = null } = update;
  const actor = change === 'TRIP_MOVED' ? 'RECEIVED' : ACTORS[reason ?? status];
  if (role === actor) return null;
  const stored = record.dynamodb?.NewImage;
  const textOf = (name: string) => stored?.[name]?.S || null;
  const travelDate = textOf('trdate');
  return {
    kind: 'REQUEST',
    recipient,
    requestId,
    tripId,
    role,
    status,
    revision,
    change,
    reason,
    from: textOf('fromcity'),
    to: textOf('tocity'),
    travelDate: isDay(travelDate) ? travelDate : null,
    name: textOf(NAMES[otherParty(role === 'RECEIVED' ? 'traveler' : 'requester')]),
  };
}
