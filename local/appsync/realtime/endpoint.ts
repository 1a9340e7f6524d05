import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';

import { Connection } from './connection.ts';
import { chosenProtocol, readHandshake } from './handshake.ts';
import { closeCodes } from './messages.ts';
import { defaultSettings, type RealtimeSettings } from './settings.ts';
import type { Realtime } from './types.ts';

/** Where an API's real-time protocol is spoken, below its GraphQL address as on a custom domain of AppSync. */
export const realtimePath = '/graphql/realtime';

export interface RealtimeEndpoint {
  /** Takes an HTTP server's `upgrade` over. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

/**
 * Speaks AppSync's real-time protocol to whoever upgrades to WebSocket.
 * @param onError gets what failed that was no client's fault, and what went undelivered
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
      // Without a listener, a client that goes away during the upgrade would end the process.
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

const patience = 500;

/** A client that does not answer the close is cut off. */
async function allClosed(server: WebSocketServer): Promise<void> {
  const impatient = setTimeout(() => {
    for (const client of server.clients) client.terminate();
  }, patience);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  clearTimeout(impatient);
}
