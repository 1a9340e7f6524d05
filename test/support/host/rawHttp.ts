import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Connects to a port of loopback. A connection that is reset has ended, too. */
export async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** All that the other side sends until it closes the connection. */
export async function received(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends these bytes to a port of loopback, and answers with all that comes back until the connection closes. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = await connected(port);
  socket.write(bytes, 'latin1');
  return await received(socket);
}

/** The text of a request, whose connection closes after the answer. */
export function requestText(
  target: string,
  headers: Readonly<Record<string, string>> = {},
  { method = 'GET', body = '' } = {},
): string {
  const all = { host: 'localhost', connection: 'close', 'content-length': String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** What asks for a WebSocket. */
export const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'sec-websocket-protocol': 'graphql-ws',
} as const;
