/** The form of a value: a message of the schema, a scalar, a list, a map, or a value with a rule of its own. */
export type Form =
  | { readonly kind: 'message'; readonly fields: Readonly<Record<string, Form>> }
  | { readonly kind: 'scalar'; readonly type: string; readonly accepts: (value: unknown) => boolean }
  | { readonly kind: 'list' | 'map'; readonly of: Form }
  /** Any JSON object. */
  | { readonly kind: 'struct' };

const text: Form = { kind: 'scalar', type: 'TYPE_STRING', accepts: (value) => typeof value === 'string' };
const flag: Form = { kind: 'scalar', type: 'TYPE_BOOL', accepts: (value) => typeof value === 'boolean' };
const integer: Form = {
  kind: 'scalar',
  type: 'TYPE_INT32',
  accepts: (value) => /^-?\d{1,10}$/.test(String(value)) && Math.abs(Number(value)) < 2 ** 31,
};
const decimal: Form = { kind: 'scalar', type: 'TYPE_FLOAT', accepts: (value) => typeof value === 'number' };
const duration: Form = {
  kind: 'scalar',
  type: 'type.googleapis.com/google.protobuf.Duration',
  accepts: (value) => typeof value === 'string' && /^\d+(\.\d{1,9})?s$/.test(value),
};
const timestamp: Form = {
  kind: 'scalar',
  type: 'type.googleapis.com/google.protobuf.Timestamp',
  accepts: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
};
const texts: Form = { kind: 'list', of: text };
const textMap: Form = { kind: 'map', of: text };
const struct: Form = { kind: 'struct' };

function message(fields: Readonly<Record<string, Form>>): Form {
  return { kind: 'message', fields };
}

/** Google reads names of an enumeration in any case: its own examples have `"priority": "high"`. */
function oneOf(type: string, ...names: readonly string[]): Form {
  return {
    kind: 'scalar',
    type: `type.googleapis.com/google.firebase.fcm.v1.${type}`,
    accepts: (value) => typeof value === 'string' && names.includes(value.toUpperCase()),
  };
}

const label = message({ analyticsLabel: text });

const androidNotification = message({
  title: text,
  body: text,
  icon: text,
  color: text,
  sound: text,
  tag: text,
  clickAction: text,
  bodyLocKey: text,
  bodyLocArgs: texts,
  titleLocKey: text,
  titleLocArgs: texts,
  channelId: text,
  ticker: text,
  sticky: flag,
  eventTime: timestamp,
  localOnly: flag,
  notificationPriority: oneOf(
    'AndroidNotification.NotificationPriority',
    'PRIORITY_UNSPECIFIED',
    'PRIORITY_MIN',
    'PRIORITY_LOW',
    'PRIORITY_DEFAULT',
    'PRIORITY_HIGH',
    'PRIORITY_MAX',
  ),
  defaultSound: flag,
  defaultVibrateTimings: flag,
  defaultLightSettings: flag,
  vibrateTimings: { kind: 'list', of: duration },
  visibility: oneOf('AndroidNotification.Visibility', 'VISIBILITY_UNSPECIFIED', 'PRIVATE', 'PUBLIC', 'SECRET'),
  notificationCount: integer,
  lightSettings: message({
    color: message({ red: decimal, green: decimal, blue: decimal, alpha: decimal }),
    lightOnDuration: duration,
    lightOffDuration: duration,
  }),
  image: text,
  proxy: oneOf('AndroidNotification.Proxy', 'PROXY_UNSPECIFIED', 'ALLOW', 'DENY', 'IF_PRIORITY_LOWERED'),
});

/** A request to `messages:send` (Firebase, FCM REST reference, "projects.messages.send" and "projects.messages"). */
export const sendRequest = message({
  validateOnly: flag,
  message: message({
    name: text,
    data: textMap,
    notification: message({ title: text, body: text, image: text }),
    android: message({
      collapseKey: text,
      priority: oneOf('AndroidMessagePriority', 'NORMAL', 'HIGH'),
      ttl: duration,
      restrictedPackageName: text,
      data: textMap,
      notification: androidNotification,
      fcmOptions: label,
      directBootOk: flag,
      bandwidthConstrainedOk: flag,
      restrictedSatelliteOk: flag,
    }),
    webpush: message({
      headers: textMap,
      data: textMap,
      notification: struct,
      fcmOptions: message({ link: text, analyticsLabel: text }),
    }),
    apns: message({
      headers: textMap,
      payload: struct,
      fcmOptions: message({ analyticsLabel: text, image: text }),
      liveActivityToken: text,
    }),
    fcmOptions: label,
    token: text,
    topic: text,
    condition: text,
  }),
});
