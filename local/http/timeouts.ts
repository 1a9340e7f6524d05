import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';

/** How long a connection may take before a complete request has come. All in milliseconds. */
export interface ConnectionTimeouts {
  /** For the first byte, and for a TLS handshake. */
  readonly openingMilliseconds: number;
  /** For the headers of a request. */
  readonly headersMilliseconds: number;
  /** For a whole request. */
  readonly requestMilliseconds: number;
  /** Between two looks at the connections. */
  readonly checkingMilliseconds: number;
}

/** Enough for a slow client on this machine; AppSync itself gives a request 30 seconds. */
export const defaultTimeouts: ConnectionTimeouts = {
  openingMilliseconds: 10_000,
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  checkingMilliseconds: 1_000,
};

/** The timeouts as Node's HTTP servers take them. */
export function serverTimeouts(timeouts: ConnectionTimeouts = defaultTimeouts) {
  return {
    headersTimeout: timeouts.headersMilliseconds,
    requestTimeout: timeouts.requestMilliseconds,
    connectionsCheckingInterval: timeouts.checkingMilliseconds,
  };
}

/**
 * Makes a server that gets its connections from another listener apply its timeouts: Node does so only once a server
 * listens itself, and these never do. Answers with what ends that.
 */
export function applyTimeouts(server: Server | SecureServer): () => void {
  server.emit('listening');
  return () => {
    server.close();
  };
}
