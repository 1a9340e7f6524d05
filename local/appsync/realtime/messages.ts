/**
 * The messages of AppSync's real-time protocol over WebSocket; `docs/realtime.md` describes their order (AWS AppSync
 * developer guide, "Building a real-time WebSocket client").
 */
export type ClientMessage = ConnectionInit | Start | Stop;

export type ServerMessage = ConnectionAck | ConnectionError | KeepAlive | StartAck | Data | OperationError | Complete;

/** Client to server: the first message. */
export interface ConnectionInit {
  readonly type: 'connection_init';
}

/** Client to server: subscribe, under an id that the client chooses. */
export interface Start {
  readonly type: 'start';
  readonly id: string;
  readonly payload: {
    /** The body of a GraphQL request, as JSON. */
    readonly data: string;
    readonly extensions: { readonly authorization: Readonly<Record<string, string>> };
  };
}

/** Client to server: end a subscription. */
export interface Stop {
  readonly type: 'stop';
  readonly id: string;
}

/** Server to client: the client may send `start`. */
export interface ConnectionAck {
  readonly type: 'connection_ack';
  readonly payload: { readonly connectionTimeoutMs: number };
}

/** Server to client: the connection is refused and then closed. */
export interface ConnectionError {
  readonly type: 'connection_error';
  readonly payload: { readonly errors: readonly ProtocolError[] };
}

/** Server to client: a client that gets none within `connectionTimeoutMs` closes the connection. */
export interface KeepAlive {
  readonly type: 'ka';
}

/** Server to client: from now on events are delivered. */
export interface StartAck {
  readonly type: 'start_ack';
  readonly id: string;
}

/** Server to client: an event with the fields of the subscription's selection set. */
export interface Data {
  readonly type: 'data';
  readonly id: string;
  readonly payload: { readonly data: unknown; readonly errors?: readonly unknown[] };
}

/** Server to client: the operation of this id failed. Without an id, the server could not read the message. */
export interface OperationError {
  readonly type: 'error';
  readonly id?: string;
  /** A list, except for too many subscriptions: there AppSync sends one object. */
  readonly payload: { readonly errors: readonly ProtocolError[] | ProtocolError };
}

/** Server to client: the subscription ended, because of `stop` or an invalidation. */
export interface Complete {
  readonly type: 'complete';
  readonly id: string;
  readonly payload?: { readonly message: string };
}

export interface ProtocolError {
  readonly errorType?: string;
  readonly message: string;
  readonly errorCode?: number;
}

/** The WebSocket close codes that the server uses. */
export const closeCodes = {
  /** A subscription was invalidated. */
  invalidated: 1000,
  /** The server stops, or the connection has reached its maximum age of 24 hours. */
  goingAway: 1001,
  /** After a `connection_error`, or without a `connection_init`. */
  refused: 1008,
} as const;

export const subprotocol = 'graphql-ws';

/** Parses a client's message; returns null if it is not valid. */
export function parseClientMessage(text: string): ClientMessage | null {
  const message = parseRecord(text);
  if (message === null) return null;
  const { type, id, payload } = message;
  if (type === 'connection_init') return { type };
  if (typeof id !== 'string' || id === '') return null;
  if (type === 'stop') return { type, id };
  if (type !== 'start' || !isRecord(payload) || typeof payload['data'] !== 'string') return null;
  return { type, id, payload: { data: payload['data'], extensions: { authorization: authorizationOf(payload) } } };
}

function authorizationOf(payload: Readonly<Record<string, unknown>>): Record<string, string> {
  const { extensions } = payload;
  return isRecord(extensions) && isRecord(extensions['authorization']) ? headersFrom(extensions['authorization']) : {};
}

/** Headers that a client sent as JSON, by lower-case name; values that are not strings are ignored. */
export function headersFrom(json: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}

/** Parses a JSON object; returns null for any other text. */
export function parseRecord(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
