import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { FaultyCalls } from '../faults/attempts.ts';
import { localOnly } from '../http/loopback.ts';
import { serverTimeouts } from '../http/timeouts.ts';
import type { LocalService, ServiceName, ServiceRequest } from './service.ts';

export interface ListenerOptions {
  readonly services: (listener: { readonly base: string }) => Readonly<Record<ServiceName, LocalService>>;
  /** Applies faults to the calls. Default: every call goes straight to its service. */
  readonly faulty?: Pick<FaultyCalls, 'answer'>;
  /** Gets an error of a service itself. */
  readonly onError: (error: unknown) => void;
}

/** The services that functions call, on one port of loopback. */
export interface Services {
  /** The addresses for one caller: an environment of a function, or `developer`. */
  readonly endpointsFor: (environment: string) => Readonly<Record<ServiceName, string>>;
  readonly close: () => Promise<void>;
}

/** `/lambda/FUNCTION/3/…`, `/fcm/developer/…` */
const pathForm = /^\/(lambda|secretsmanager|fcm)\/(developer|([^/]+)\/\d+)(\/.*)?$/;

/** A body beyond what Lambda takes is cut here, so its service can refuse it. */
const largestBody = 7 * 1024 * 1024;

/** Starts the services. The address that a call uses identifies its caller, as in the proxy of the engines. */
export async function startServices(options: ListenerOptions): Promise<Services> {
  const made: { services?: Readonly<Record<ServiceName, LocalService>>; base: string } = { base: '' };
  const answer = localOnly((incoming, response) => {
    if (made.services === undefined) return;
    void serve(incoming, response, made.services, { ...options, base: made.base }).catch((error: unknown) => {
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
  Object.assign(made, { base, services: options.services({ base }) });
  return {
    endpointsFor: (environment) => ({
      lambda: `${base}/lambda/${environment}`,
      secretsmanager: `${base}/secretsmanager/${environment}`,
      fcm: `${base}/fcm/${environment}`,
    }),
    close: () => close(server),
  };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  services: Readonly<Record<ServiceName, LocalService>>,
  { base, faulty }: ListenerOptions & { readonly base: string },
): Promise<void> {
  const [, name, environment = '', caller = 'developer', rest = '/'] = pathForm.exec(incoming.url ?? '/') ?? [];
  if (name === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { method = 'POST', url: path = '/' } = incoming;
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([key, value = '']) => [key, String(value)]));
  const address = new URL(path, base).href.replace(/\?.*$/, '');
  const body = await bodyOf(incoming);
  const request: ServiceRequest = { method, path, rest, address, headers, body, environment, caller };
  const service = services[name as ServiceName];
  const call = faulty === undefined ? undefined : service.callOf(request);
  const answer =
    call === undefined || faulty === undefined
      ? await service.answer(request)
      : await faulty.answer({
          call: { service: name as ServiceName, caller, ...call },
          environment,
          invocationId: headers['amz-sdk-invocation-id'] ?? randomUUID(),
          body,
          send: (sent) => service.answer({ ...request, body: sent }),
        });
  // No answer: the caller waits, or has ended.
  if (answer === undefined || response.destroyed) return;
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

/** Keeps one byte more than fits, so that a service sees that the body is too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (size <= largestBody) chunks.push(chunk);
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
