/**
 * AppSync's real-time protocol over WebSocket, message by message; `docs/realtime.md` tells how they follow each other
 * (AWS AppSync developer guide, "Building a real-time WebSocket client").
 */
export type ClientMessage = ConnectionInit | Start | Stop;

export type ServerMessage = ConnectionAck | ConnectionError | KeepAlive | StartAck | Data | OperationError | Complete;

/** Client to server: the first message. */
export interface ConnectionInit {
  readonly type: 'connection_init';
}

/** Client to server: subscribe, under an id of the client's own. */
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

/** Server to client: `start` may follow. */
export interface ConnectionAck {
  readonly type: 'connection_ack';
  readonly payload: { readonly connectionTimeoutMs: number };
}

/** Server to client: nothing may follow; the connection is closed. */
export interface ConnectionError {
  readonly type: 'connection_error';
  readonly payload: { readonly errors: readonly ProtocolError[] };
}

/** Server to client: a client that gets none within `connectionTimeoutMs` gives the connection up. */
export interface KeepAlive {
  readonly type: 'ka';
}

/** Server to client: from now on events are delivered. */
export interface StartAck {
  readonly type: 'start_ack';
  readonly id: string;
}

/** Server to client: an event, shaped by the subscription's selection set. */
export interface Data {
  readonly type: 'data';
  readonly id: string;
  readonly payload: { readonly data: unknown; readonly errors?: readonly unknown[] };
}

/** Server to client: the operation of this id failed; without an id, the message could not be read. */
export interface OperationError {
  readonly type: 'error';
  readonly id?: string;
  /** A list, but for too many subscriptions, where AppSync gives the one object. */
  readonly payload: { readonly errors: readonly ProtocolError[] | ProtocolError };
}

/** Server to client: the subscription has ended, by `stop` or because it was invalidated. */
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

/** How the server ends a connection. */
export const closeCodes = {
  /** A subscription was invalidated. */
  invalidated: 1000,
  /** The server stops, or the connection has lived its 24 hours. */
  goingAway: 1001,
  /** After a `connection_error`, or without a `connection_init`. */
  refused: 1008,
} as const;

export const subprotocol = 'graphql-ws';

/** A message of a client; null for what is none. */
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

/** Headers that a client put into JSON, by lower-case name; what is not text is left out. */
export function headersFrom(json: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]));
}

/** A JSON object; null for any other text. */
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
