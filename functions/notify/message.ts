import { createHash } from 'node:crypto';

import type { AlertNotification, Notification, RequestNotification } from '../../domain/notification.ts';
import type { CancelReason, RequestStatus } from '../../domain/schema.types.ts';
import type { Texts } from './texts/texts.ts';
import { textsIn } from './textsIn.ts';

/** A message to one device (Firebase, "REST resource: projects.messages"). */
export interface Message {
  readonly token: string;
  readonly notification: { readonly title: string; readonly body: string };
  readonly data: Readonly<Record<string, string>>;
  readonly android: object;
  readonly apns: object;
  readonly webpush: object;
}

/** What a notification is sent to. */
export interface Target {
  readonly token: string;
  /** BCP 47. */
  readonly language: string;
}

/** Apple takes at most 64 bytes, and a browser's push service 32 characters of base64url (RFC 8030, section 5.4). */
const ID_LENGTH = 32;

/**
 * Identifies what a person is told: a revision of a request, or a version of a trip. It is the same at each try, so a device
 * that gets a message twice shows one. The next revision has another, so it never replaces a message nobody has seen.
 */
export function idOf(notification: Notification): string {
  const parts =
    notification.kind === 'REQUEST'
      ? [notification.requestId, notification.revision]
      : [notification.tripId, notification.version];
  return createHash('sha256')
    .update([notification.kind, ...parts].join('#'))
    .digest('base64url')
    .slice(0, ID_LENGTH);
}

/** Writes a notification in the language of a device. It has names, cities and days, and never contacts, notes or prices. */
export function toMessage(notification: Notification, { token, language }: Target): Message {
  const id = idOf(notification);
  return {
    token,
    notification: wordsOf(notification, language),
    data: dataOf(notification),
    // `collapse_key` replaces a message that waits for the device, `tag` one that the device shows.
    android: { collapse_key: id, priority: 'HIGH', notification: { tag: id } },
    apns: { headers: { 'apns-collapse-id': id, 'apns-priority': '10' } },
    webpush: { headers: { Topic: id, Urgency: 'high' }, notification: { tag: id } },
  };
}

/** FCM takes nothing but strings. */
function dataOf(notification: Notification): Record<string, string> {
  const { kind, tripId } = notification;
  return kind === 'REQUEST'
    ? { kind, requestId: notification.requestId, tripId, revision: String(notification.revision) }
    : { kind, alertId: notification.alertId, tripId, version: String(notification.version) };
}

function wordsOf(notification: Notification, tag: string): Message['notification'] {
  const { language, texts } = textsIn(tag);
  const { name, from, to, travelDate } = notification;
  const title = texts[eventOf(notification)](name === null ? texts.somebody : isolated(name));
  if (from === null || to === null || travelDate === null) return { title, body: '' };
  return { title, body: texts.route(isolated(cityOf(from)), isolated(cityOf(to)), dayIn(language, travelDate)) };
}

type Event = Exclude<keyof Texts, 'somebody' | 'route'>;

const EVENTS: Readonly<Record<Exclude<RequestStatus, 'CANCELLED'>, Event>> = {
  PENDING: 'requested',
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
};

/** Other reasons look like any cancellation: nobody is told that they were blocked, or who was suspended. */
const CANCELLATIONS: Partial<Record<CancelReason, Event>> = {
  WITHDRAWN: 'withdrawn',
  TRIP_DELETED: 'tripDeleted',
  ACCOUNT_REMOVED: 'accountRemoved',
};

function eventOf(notification: RequestNotification | AlertNotification): Event {
  if (notification.kind === 'TRIP_FOUND') return 'found';
  const { change, status, reason } = notification;
  if (change === 'TRIP_MOVED') return 'moved';
  if (status !== 'CANCELLED') return EVENTS[status];
  return (reason && CANCELLATIONS[reason]) ?? 'cancelled';
}

/** Names and cities keep their own direction inside a text of another one (Unicode UAX #9, "Explicit Directional Isolates"). */
function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** `Cairo` of `Cairo-Egypt`. */
function cityOf(city: string): string {
  const at = city.lastIndexOf('-');
  return at > 0 ? city.slice(0, at) : city;
}

function dayIn(language: string, day: string): string {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC', numberingSystem: 'latn' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, form).format(new Date(`${day}T00:00:00Z`));
}
