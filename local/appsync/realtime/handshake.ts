import type { IncomingMessage } from 'node:http';

import type { Headers } from '../auth/caller.ts';
import { headersFrom, parseRecord, type ProtocolError, subprotocol } from './messages.ts';

/** A client's handshake: the authorization headers, or the error in the handshake. */
export type Handshake =
  | { readonly kind: 'offered'; readonly headers: Headers }
  | { readonly kind: 'refused'; readonly error: ProtocolError };

const prefix = 'header-';

/**
 * Reads an upgrade request. The authorization is in a subprotocol `header-<base64url JSON>`, in the search parameters
 * `header` and `payload` (base64 JSON), or in plain HTTP headers (AWS AppSync developer guide, "Building a real-time
 * WebSocket client").
 */
export function readHandshake(request: IncomingMessage): Handshake {
  const offered = offeredProtocols(request);
  if (offered.length === 0) return refused('NoProtocolError');
  if (!offered.includes(subprotocol)) return refused('SubProtocolNotSupportedError');
  const inProtocol = offered.find((name) => name.startsWith(prefix));
  if (inProtocol !== undefined) return decoded(inProtocol.slice(prefix.length), 'base64url');
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const inSearch = searchParams.get('header');
  if (inSearch === null) return { kind: 'offered', headers: request.headers };
  const payload = decode(searchParams.get('payload') ?? '', 'base64');
  if (payload === null) return refused('Search parameter payload must be the base64 form of a JSON object, as e30=.');
  return decoded(inSearch, 'base64');
}

/** The subprotocol to answer with; false for a client that offers only other protocols, which then disconnects. */
export function chosenProtocol(offered: ReadonlySet<string>): string | false {
  return offered.has(subprotocol) ? subprotocol : false;
}

function offeredProtocols({ headers }: IncomingMessage): string[] {
  const offered = headers['sec-websocket-protocol']?.split(',') ?? [];
  return offered.map((name) => name.trim()).filter((name) => name !== '');
}

function decoded(text: string, encoding: 'base64' | 'base64url'): Handshake {
  const headers = decode(text, encoding);
  if (headers === null) return refused('The authorization header is not the base64 form of a JSON object.');
  return { kind: 'offered', headers };
}

function decode(text: string, encoding: 'base64' | 'base64url'): Headers | null {
  // An unescaped `+` in a URL arrives as a space.
  const json = parseRecord(Buffer.from(text.replaceAll(' ', '+'), encoding).toString());
  return json && headersFrom(json);
}

function refused(message: string): Handshake {
  return { kind: 'refused', error: { message, errorCode: 400 } };
}
