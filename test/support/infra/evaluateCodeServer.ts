import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import {
  evaluateCode,
  type EvaluateCodeRequest,
  type EvaluateCodeResponse,
} from '../../../local/appsync-js/evaluate.ts';

/** An answer with another status than 200: AppSync's name of the error, and its message. */
export interface Denial {
  readonly status: number;
  readonly errorType: string;
  readonly message: string;
}

export type Evaluate = (request: EvaluateCodeRequest) => EvaluateCodeResponse | Denial;

export interface EvaluateCodeServer {
  readonly endpoint: string;
  /** How many calls it has answered. */
  readonly calls: () => number;
  readonly close: () => Promise<void>;
}

/**
 * Serves EvaluateCode as AppSync does (API reference, "EvaluateCode"): its path, its JSON, and its errors.
 * @param evaluate what answers; our own evaluator when left out
 */
export async function evaluateCodeServer(evaluate: Evaluate = ourEvaluator): Promise<EvaluateCodeServer> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    void answer(evaluate, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function ourEvaluator(request: EvaluateCodeRequest): EvaluateCodeResponse | Denial {
  try {
    return evaluateCode(request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { status: 400, errorType: 'BadRequestException', message: error.message };
  }
}

/** The request as the SDK writes it: `runtime` is an object. */
interface Body extends EvaluateCodeRequest {
  readonly runtime: { readonly name: string; readonly runtimeVersion: string };
}

async function answer(evaluate: Evaluate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { runtime, ...question } = JSON.parse(await text(request)) as Body;
  if (request.method !== 'POST' || request.url !== '/v1/dataplane-evaluatecode') {
    send(response, { status: 404, errorType: 'UnknownOperationException', message: `No ${request.url ?? ''} here.` });
  } else if (runtime.name !== 'APPSYNC_JS' || runtime.runtimeVersion !== '1.0.0') {
    send(response, { status: 400, errorType: 'BadRequestException', message: 'There is no such runtime.' });
  } else if (!request.headers.authorization?.includes('/appsync/aws4_request')) {
    send(response, { status: 403, errorType: 'MissingAuthenticationTokenException', message: 'It is not signed.' });
  } else {
    send(response, evaluate(question));
  }
}

function send(response: ServerResponse, answer: EvaluateCodeResponse | Denial): void {
  const headers = { 'content-type': 'application/json' };
  if ('status' in answer) {
    response.writeHead(answer.status, { ...headers, 'x-amzn-errortype': answer.errorType });
    response.end(JSON.stringify({ message: answer.message }));
    return;
  }
  response.writeHead(200, headers);
  response.end(JSON.stringify(answer));
}
