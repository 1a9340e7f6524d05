import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { localOnly } from '../http/loopback.ts';
import { serverTimeouts } from '../http/timeouts.ts';
import { type Answer, errorAnswer } from './answers.ts';
import { leaveUnprocessed } from './batches.ts';
import type { Faults, Met } from './faults.ts';
import { beside } from './meanwhile.ts';
import { type Endpoints, type EngineRequest, forward, readRequest } from './requests.ts';
import type { CallRule } from './rule.ts';

export interface ProxyOptions {
  readonly engines: Endpoints;
  readonly faults: Faults;
  /** Ends an environment of a function; settles when it has ended. */
  readonly kill: (environment: string) => Promise<void>;
  /** Gets what a call failed on that neither a rule nor the engine meant. */
  readonly onError: (error: unknown) => void;
}

/** Stands in front of the engines, so that calls can meet faults. */
export interface Proxy {
  /** The addresses for one caller: `api`, or an environment of a function. */
  readonly endpointsFor: (caller: string) => Endpoints;
  readonly close: () => Promise<void>;
}

/** What an attempt of the AWS SDK belongs to. */
interface Ongoing {
  readonly met: Met;
  attempts: number;
}

/**
 * Starts a proxy on loopback. The address that a call comes by tells who makes it: that holds for unsigned calls too,
 * and tells the environments of one function apart.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const ongoing = new Map<string, Ongoing>();
  const answer = localOnly((request, response) => {
    void serve(request, response, ongoing, options).catch((error: unknown) => {
      // A caller that has gone away needs no answer.
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
  ongoing: Map<string, Ongoing>,
  options: ProxyOptions,
): Promise<void> {
  const request = await readRequest(incoming, options.engines);
  if (request === undefined) {
    response.writeHead(404).end();
    return;
  }
  const answer = await answerTo(request, ongoing, options);
  // No answer: the caller waits, or is no more.
  if (answer === undefined || response.destroyed) return;
  response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function answerTo(
  request: EngineRequest,
  ongoing: Map<string, Ongoing>,
  options: ProxyOptions,
): Promise<Answer | undefined> {
  const { call, invocationId } = request;
  if (call === undefined) return await forward(request);
  const one = ongoing.get(invocationId) ?? { met: options.faults.meet(call), attempts: 0 };
  ongoing.set(invocationId, one);
  one.attempts += 1;
  const { met, attempts } = one;
  // No other rule meets a call to an engine.
  const rule: CallRule | undefined = met.rule;
  try {
    if (rule === undefined || attempts > (rule.attempts ?? Infinity)) {
      const answer = await forward(request);
      // The SDK makes another attempt only after such an answer.
      if (answer.status < 500) ongoing.delete(invocationId);
      return answer;
    }
    return await inject(rule, request, one, options);
  } finally {
    if (attempts === 1) met.done();
  }
}

/** What becomes of an attempt that meets a fault. Only the first one is work for the engine. */
async function inject(
  rule: CallRule,
  request: EngineRequest,
  { met, attempts }: Ongoing,
  { kill }: ProxyOptions,
): Promise<Answer | undefined> {
  const { call } = met;
  const isFirst = attempts === 1;
  const work = (body = request.body) => forward({ ...request, body });
  if (typeof rule.fault === 'function') return isFirst ? await beside(rule.fault, met, work) : await work();
  if (rule.fault === 'unprocessed') {
    return await leaveUnprocessed(call, rule.items ?? 1, (body) => work(Buffer.from(body)));
  }
  if (rule.fault === 'conflict') return errorAnswer(call, 'conflict', rule.position);
  if (rule.fault === 'throttled') return errorAnswer(call, 'throttled');
  if (isFirst && rule.when === 'after') await work();
  if (rule.fault === 'failed') return errorAnswer(call, 'failed');
  if (rule.fault === 'killed') await kill(request.environment);
  return undefined;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
