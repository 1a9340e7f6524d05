import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';

import { applyTimeouts } from './timeouts.ts';

/** The first byte of a TLS connection; no HTTP request starts with it. */
const tlsHandshake = 0x16;

/** One port for two servers, so that clients that turn `http:` into `wss:` find TLS where they look for it. */
export interface SharedPort {
  readonly listener: Server;
  /** Cuts off every connection. */
  destroyAll(): void;
}

/**
 * Looks at the first byte of every connection and hands it on.
 * @param plain gets HTTP
 * @param secure makes the server that gets TLS, when the first such connection comes
 * @param openingMilliseconds how long a connection may stay without a byte
 */
export function sharePort(
  plain: HttpServer,
  secure: () => Promise<HttpsServer>,
  openingMilliseconds: number,
): SharedPort {
  const sockets = new Set<Socket>();
  const stops = [applyTimeouts(plain)];
  const secured = () =>
    secure().then((server) => {
      stops.push(applyTimeouts(server));
      return server;
    });
  let securing: Promise<HttpsServer> | undefined;
  const listener = createServer((socket) => {
    sockets.add(socket);
    const opening = setTimeout(() => socket.destroy(), openingMilliseconds);
    socket
      .on('error', () => socket.destroy())
      .once('close', () => {
        clearTimeout(opening);
        sockets.delete(socket);
      });
    socket.once('readable', () => {
      clearTimeout(opening);
      const first = socket.read(1) as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      if (first[0] !== tlsHandshake) {
        plain.emit('connection', socket);
        return;
      }
      (securing ??= secured()).then(
        (server) => server.emit('connection', socket),
        (error: unknown) => socket.destroy(error instanceof Error ? error : undefined),
      );
    });
  });
  return {
    listener,
    destroyAll() {
      for (const stop of stops) stop();
      for (const socket of sockets) socket.destroy();
    },
  };
}
