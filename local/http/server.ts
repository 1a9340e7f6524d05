import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Server as Listener } from 'node:net';

import { realtimeEndpoint } from '../appsync/realtime/endpoint.ts';
import type { RealtimeSettings } from '../appsync/realtime/settings.ts';
import type { Service } from '../appsync/service.ts';
import { notAllowed } from '../engines/ports.ts';
import { type Certificate, localCertificate } from './certificate.ts';
import { graphqlRoute } from './graphql.ts';
import { localOnly, localUpgradesOnly } from './loopback.ts';
import { sharePort } from './port.ts';
import type { Route } from './route.ts';
import { type ConnectionTimeouts, defaultTimeouts, serverTimeouts } from './timeouts.ts';

export interface ListenOptions {
  readonly service: Service;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Default: this machine only. */
  readonly host?: string;
  /** Further paths. One that ends in `/` answers for everything below it that has no route of its own. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** What TLS connections to the port are shown. Default: a certificate that is made when the first one comes. */
  readonly certificate?: Certificate;
  /** What bounds WebSocket connections, where it is not what AppSync sets. */
  readonly realtime?: Partial<RealtimeSettings>;
  /** Host names beside those of loopback that requests may name. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** How long incomplete requests are waited for. */
  readonly timeouts?: Partial<ConnectionTimeouts>;
  /** Gets what a request failed on that was not the request's fault. Default: nobody. */
  readonly onError?: (error: unknown) => void;
}

export interface RunningServer {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly url: string;
  /** The same over TLS, on the same port. */
  readonly secureUrl: string;
  readonly port: number;
  /** Stops listening and ends every open connection. */
  close(): Promise<void>;
}

/**
 * Serves an API at `/graphql`, and its subscriptions at `/graphql/realtime`: over HTTP and WebSocket, and over TLS on the
 * same port. Raises an Error with one clear sentence when the port is taken or not allowed.
 */
export async function listen(options: ListenOptions): Promise<RunningServer> {
  const { service, port = 0, host = '127.0.0.1', onError = () => undefined } = options;
  const { allowedHosts = [] } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const routes = new Map(Object.entries({ '/graphql': graphqlRoute(service), '/ping': ping, ...options.routes }));
  const answer = localOnly((request, response) => {
    void dispatch(routes, request, response).catch((error: unknown) => {
      // The client has gone away, and waits for nothing.
      if (response.destroyed) return;
      onError(error);
      fail(response);
    });
  }, allowedHosts);
  const realtime = realtimeEndpoint(service.realtime, options.realtime ?? {}, onError);
  const upgrade = localUpgradesOnly(realtime.upgrade, allowedHosts);
  const plain = createServer(serverTimeouts(timeouts), answer).on('upgrade', upgrade);
  const shared = sharePort(
    plain,
    () => secure(options.certificate, timeouts, answer, upgrade),
    timeouts.openingMilliseconds,
  );
  const taken = await bind(shared.listener, port, host);
  const address = `${host.includes(':') ? `[${host}]` : host}:${taken}`;
  return {
    url: `http://${address}`,
    secureUrl: `https://${address}`,
    port: taken,
    async close() {
      const closed = closeListener(shared.listener);
      await realtime.close();
      shared.destroyAll();
      await closed;
    },
  };
}

/** AppSync's health check, which amplify-flutter sends every 30 seconds while it has a subscription. */
function ping(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' });
  response.end('healthy');
}

type Upgrade = ReturnType<typeof realtimeEndpoint>['upgrade'];

async function secure(
  given: Certificate | undefined,
  timeouts: ConnectionTimeouts,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  upgrade: Upgrade,
): Promise<SecureServer> {
  const [{ createServer: createSecureServer }, { cert, key }] = await Promise.all([
    import('node:https'),
    given ?? localCertificate(),
  ]);
  const settings = { cert, key, handshakeTimeout: timeouts.openingMilliseconds, ...serverTimeouts(timeouts) };
  return createSecureServer(settings, answer).on('upgrade', upgrade);
}

async function dispatch(
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const route = routes.get(url.pathname) ?? longestFolder(routes, url.pathname);
  if (route !== undefined) {
    await route(request, response, url);
    return;
  }
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message: `Nothing is served at ${url.pathname}; the API is at /graphql.` }));
}

function longestFolder(routes: ReadonlyMap<string, Route>, path: string): Route | undefined {
  const folders = [...routes.keys()].filter((route) => route.endsWith('/') && path.startsWith(route));
  const [longest] = folders.sort((one, other) => other.length - one.length);
  return longest === undefined ? undefined : routes.get(longest);
}

function fail(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ errors: [{ errorType: 'InternalFailureException', message: 'The local host failed.' }] }),
  );
}

async function bind(server: Listener, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(bindFailure(error, port, host), { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function bindFailure(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is taken; choose another one with --port.`;
  if (error.code === 'EACCES') return notAllowed(port);
  return `The server cannot listen on ${host}:${port}: ${error.message}`;
}

async function closeListener(listener: Listener): Promise<void> {
  if (!listener.listening) return;
  await new Promise<void>((resolve) => {
    listener.close(() => {
      resolve();
    });
  });
}
