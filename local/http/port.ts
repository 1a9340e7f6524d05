import type { Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';

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
 */
export function sharePort(plain: HttpServer, secure: () => Promise<Server>): SharedPort {
  // The two servers do not listen themselves, and then Node keeps no list of their connections.
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      if (first[0] !== tlsHandshake) {
        plain.emit('connection', socket);
        return;
      }
      secure().then(
        (server) => server.emit('connection', socket),
        (error: unknown) => socket.destroy(error instanceof Error ? error : undefined),
      );
    });
  });
  return {
    listener,
    destroyAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
