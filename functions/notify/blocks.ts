import { blockKey } from '../../domain/keys.ts';
import type { Notification } from '../../domain/notification.ts';
import { read } from '../lib/table.ts';

/**
 * Leaves out what a person would get from somebody whom they have blocked since: a notification may wait for hours in
 * Lambda's queue. The end of a request is news all the same.
 * @param person the recipient of the notifications
 */
export async function withoutBlocked(person: string, notifications: readonly Notification[]): Promise<Notification[]> {
  const senders = new Set(notifications.flatMap((one) => senderOf(one) ?? []));
  const blocks = await Promise.all([...senders].map((sender) => read(blockKey(person, sender))));
  const blocked = new Set([...senders].filter((_, at) => blocks[at] !== undefined));
  return notifications.filter((one) => !blocked.has(senderOf(one) ?? ''));
}

/** The person who caused a notification: the other one of the request, or the traveler. Null for the end of a request. */
function senderOf(notification: Notification): string | null {
  const { kind, recipient } = notification;
  if (kind === 'REQUEST' && notification.status === 'CANCELLED') return null;
  const [, traveler = '', requester = ''] = (kind === 'REQUEST' ? notification.requestId : notification.tripId).split(
    '_',
  );
  return traveler === recipient ? requester : traveler;
}
