import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

import { Connection } from './connection.ts';
import { chosenProtocol, readHandshake } from './handshake.ts';
import { closeCodes } from './messages.ts';
import { defaultSettings, type RealtimeSettings } from './settings.ts';
import type { Realtime } from './types.ts';

/** The path of an API's real-time endpoint. It follows the GraphQL path, as on a custom domain of AppSync. */
export const realtimePath = '/graphql/realtime';

export interface RealtimeEndpoint {
  /** Handles an HTTP server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Closes every connection. */
  readonly close: () => Promise<void>;
}

/**
 * Serves AppSync's real-time protocol to clients that upgrade to WebSocket.
 * @param onError gets every error that no client caused, and every event that was not delivered
 */
export function realtimeEndpoint(
  realtime: Realtime,
  changes: Partial<RealtimeSettings>,
  onError: (error: unknown) => void,
): RealtimeEndpoint {
  const settings = { ...defaultSettings, ...changes };
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: settings.payloadBytes,
    handleProtocols: chosenProtocol,
  });
  const connections = new Set<Connection>();
  server.on('connection', (socket, request) => {
    const sourceIp = request.socket.remoteAddress ?? '';
    const handshake = readHandshake(request);
    const connection = new Connection(socket, { realtime, settings, sourceIp, handshake, onError });
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  });
  return {
    upgrade(request, socket, head) {
      // Without a listener, a client that disconnects during the upgrade would end the process.
      socket.on('error', () => socket.destroy());
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname !== realtimePath) {
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => {
        server.emit('connection', client, request);
      });
    },
    async close() {
      for (const connection of connections) connection.close(closeCodes.goingAway);
      await allClosed(server);
    },
  };
}

const closeTimeoutMilliseconds = 500;

/** Waits until every client has answered the close; after the timeout, disconnects those that have not. */
async function allClosed(server: WebSocketServer): Promise<void> {
  const timer = setTimeout(() => {
    for (const client of server.clients) client.terminate();
  }, closeTimeoutMilliseconds);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  clearTimeout(timer);
}
