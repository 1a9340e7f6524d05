import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { localOnly } from '../http/loopback.ts';
import { serverTimeouts } from '../http/timeouts.ts';
import { type Answer, errorAnswer } from './answers.ts';
import { leaveUnprocessed } from './batches.ts';
import type { Faults, MatchedCall } from './faults.ts';
import { runMeanwhile } from './meanwhile.ts';
import { type Endpoints, type EngineRequest, forward, readRequest } from './requests.ts';
import type { CallRule } from './rule.ts';

export interface ProxyOptions {
  readonly engines: Endpoints;
  readonly faults: Faults;
  /** Ends an environment of a function; settles when it has ended. */
  readonly kill: (environment: string) => Promise<void>;
  /** Gets unexpected errors: those that neither a rule nor the engine caused. */
  readonly onError: (error: unknown) => void;
}

/** A proxy in front of the engines that applies faults to calls. */
export interface Proxy {
  /** The addresses for one caller: `api`, or an environment of a function. */
  readonly endpointsFor: (caller: string) => Endpoints;
  readonly close: () => Promise<void>;
}

/** A call with all its attempts by the AWS SDK. */
interface Ongoing {
  readonly matched: MatchedCall;
  attempts: number;
}

/**
 * Starts a proxy on loopback. The address that a call uses identifies its caller. This also works for unsigned calls,
 * and distinguishes the environments of one function.
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const ongoing = new Map<string, Ongoing>();
  const answer = localOnly((request, response) => {
    void serve(request, response, ongoing, options).catch((error: unknown) => {
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
  ongoing: Map<string, Ongoing>,
  options: ProxyOptions,
): Promise<void> {
  const request = await readRequest(incoming, options.engines);
  if (request === undefined) {
    response.writeHead(404).end();
    return;
  }
  const answer = await answerTo(request, ongoing, options);
  // No answer: the caller waits, or has ended.
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
  const one = ongoing.get(invocationId) ?? { matched: options.faults.match(call), attempts: 0 };
  ongoing.set(invocationId, one);
  one.attempts += 1;
  const { matched, attempts } = one;
  // Only call rules match a call to an engine.
  const rule: CallRule | undefined = matched.rule;
  try {
    if (rule === undefined || attempts > (rule.attempts ?? Infinity)) {
      const answer = await forward(request);
      // The SDK retries only after a 5xx answer.
      if (answer.status < 500) ongoing.delete(invocationId);
      return answer;
    }
    return await inject(rule, request, one, options);
  } finally {
    if (attempts === 1) matched.done();
  }
}

/** Applies a fault to an attempt. Only the first attempt reaches the engine. */
async function inject(
  rule: CallRule,
  request: EngineRequest,
  { matched, attempts }: Ongoing,
  { kill }: ProxyOptions,
): Promise<Answer | undefined> {
  const { call } = matched;
  const isFirst = attempts === 1;
  const work = (body = request.body) => forward({ ...request, body });
  if (typeof rule.fault === 'function') return isFirst ? await runMeanwhile(rule.fault, matched, work) : await work();
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
