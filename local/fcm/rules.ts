import { fcmError, invalidMessage } from './errors.ts';
import { type Fields, type Message, SchemaError, type Texts } from './readMessage.ts';

/** Firebase, FCM REST reference, "ErrorCode", Message too big. */
const largest = { device: 4_096, topic: 2_048 };
/** Four weeks. */
const longestSeconds = 2_419_200;
/** Apple, "Sending notification requests to APNs", apns-collapse-id. */
const longestCollapseId = 64;

/**
 * Checks what the schema says in words.
 * @throws SchemaError with the answer to the request
 */
export function checkRules(message: Message): void {
  checkTarget(message);
  for (const [field, data] of Object.entries({
    'message.data': message.data,
    'message.android.data': message.android?.data,
    'message.webpush.data': message.webpush?.data,
  })) {
    checkKeys(field, data ?? {});
  }
  checkAndroid(message.android ?? {});
  checkApns(message.apns ?? {});
  const most = message.token === undefined ? largest.topic : largest.device;
  for (const [platform, size] of Object.entries(sizes(message))) {
    if (size > most) refuse(`message`, `Message too big: ${size} bytes for ${platform}, and the limit is ${most}.`);
  }
}

function checkTarget({ token, topic, condition }: Message): void {
  const given = Object.entries({ token, topic, condition }).filter(([, value]) => value !== undefined);
  if (given.length === 0) refuse('message', 'Recipient of the message is not set.');
  const second = given[1]?.[0];
  if (second !== undefined) {
    const sentence = `oneof field 'target' is already set. Cannot set '${second}'`;
    throw new SchemaError(invalidMessage('message', `Invalid value at 'message' (oneof), ${sentence}`));
  }
  // A token has no spaces and no quotes; all else about its form is Google's own.
  if (token !== undefined && !/^[\w:.~%+/=-]{1,4096}$/.test(token)) {
    throw new SchemaError(fcmError('INVALID_ARGUMENT'));
  }
  if (topic !== undefined && !/^[a-zA-Z0-9-_.~%]+$/.test(topic)) refuse('message.topic', 'Invalid topic name.');
}

/** Firebase, FCM REST reference, "Message", data: these words are reserved. */
function checkKeys(field: string, data: Texts): void {
  const reserved = Object.keys(data).find((key) => /^(from|message_type|google.*|gcm.*)$/.test(key));
  if (reserved !== undefined) refuse(field, `Invalid data payload key: ${reserved}`);
}

function checkAndroid({ ttl, notification }: NonNullable<Message['android']>): void {
  if (ttl !== undefined && Number.parseFloat(ttl) > longestSeconds)
    refuse('message.android.ttl', 'Invalid ttl: over 4 weeks.');
  const color = notification?.color;
  if (color !== undefined && !/^#[0-9a-fA-F]{6}$/.test(color)) {
    refuse('message.android.notification.color', 'Invalid color: it must have the form #RRGGBB.');
  }
}

/** Apple, "Sending notification requests to APNs". FCM refuses what APNs would refuse. */
function checkApns({ headers = {}, payload }: NonNullable<Message['apns']>): void {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const wrong = (name: string, form: RegExp) => given.has(name) && !form.test(given.get(name) ?? '');
  if (Buffer.byteLength(given.get('apns-collapse-id') ?? '') > longestCollapseId) {
    refuse('message.apns.headers', `Invalid apns-collapse-id: over ${longestCollapseId} bytes.`);
  }
  if (wrong('apns-priority', /^(1|5|10)$/)) refuse('message.apns.headers', 'Invalid apns-priority: it is 1, 5 or 10.');
  if (wrong('apns-expiration', /^\d+$/)) refuse('message.apns.headers', 'Invalid apns-expiration: it is in seconds.');
  const aps = payload?.['aps'];
  if (aps !== undefined && (typeof aps !== 'object' || aps === null || Array.isArray(aps))) {
    refuse('message.apns.payload', 'Invalid APNs payload: aps is not an object.');
  }
}

/** The bytes of what each platform delivers. */
function sizes({ data, notification, android, apns, webpush }: Message): Readonly<Record<string, number>> {
  const common = { ...(data && { data }), ...(notification && { notification }) };
  const merged = (own: Fields) => Buffer.byteLength(JSON.stringify({ ...common, ...own }));
  return {
    Android: merged({
      ...(android?.data && { data: android.data }),
      notification: { ...notification, ...android?.notification },
    }),
    APNs: merged({ ...apns?.payload }),
    'Web Push': merged({
      ...(webpush?.data && { data: webpush.data }),
      notification: { ...notification, ...webpush?.notification },
    }),
  };
}

function refuse(field: string, description: string): never {
  throw new SchemaError(invalidMessage(field, description, true));
}
