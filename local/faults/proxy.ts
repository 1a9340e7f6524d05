import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { localOnly } from '../http/loopback.ts';
import { serverTimeouts } from '../http/timeouts.ts';
import type { FaultyCalls } from './attempts.ts';
import { type Endpoints, forward, readRequest } from './requests.ts';

export interface ProxyOptions {
  readonly engines: Endpoints;
  readonly faulty: Pick<FaultyCalls, 'answer'>;
  /** Gets unexpected errors: those that neither a rule nor the engine caused. */
  readonly onError: (error: unknown) => void;
}

/** A proxy in front of the engines that applies faults to calls. */
export interface Proxy {
  /** The addresses for one caller: `api`, or an environment of a function. */
  readonly endpointsFor: (caller: string) => Endpoints;
  readonly close: () => Promise<void>;
}

/**
 * Starts a proxy on loopback. The address that a call uses identifies its caller. This also works for unsigned calls,
 * and distinguishes the environments of one function.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const answer = localOnly((request, response) => {
    void serve(request, response, options).catch((error: unknown) => {
      // A caller that has disconnected needs no answer.
      if (!response.destroyed) options.onError(error);
      response.destroy();
    });
  });
  const server = createServer(serverTimeouts(), answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpointsFor: (caller) => ({ dynamodb: `${base}/dynamodb/${caller}`, cognito: `${base}/cognito-idp/${caller}` }),
    close: () => close(server),
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  { engines, faulty }: ProxyOptions,
): Promise<void> {
  const request = await readRequest(incoming, engines);
  if (request === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { call, body } = request;
  const send = (sent: Buffer) => forward({ ...request, body: sent });
  const answer = call === undefined ? await send(body) : await faulty.answer({ ...request, call, send });
  // No answer: the caller waits, or has ended.
  if (answer === undefined || response.destroyed) return;
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
