import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Service } from '../appsync/service.ts';
import { BodyTooLarge, readBody } from './body.ts';
import type { Route } from './route.ts';

/** AppSync answers any origin. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType',
};

const preflight = {
  ...cors,
  'access-control-allow-methods': 'GET,POST,OPTIONS',
  'access-control-allow-headers':
    'content-type,authorization,x-amz-date,x-amz-security-token,x-amz-user-agent,x-amzn-requestid,x-api-key',
  'access-control-max-age': '172800',
};

/** GraphQL over HTTP as AppSync speaks it: POST with a JSON body, GET with search parameters, and CORS. */
export function graphqlRoute(service: Service): Route {
  return async (request, response, url) => {
    switch (request.method) {
      case 'OPTIONS':
        response.writeHead(200, preflight);
        response.end();
        return;
      case 'POST':
        await answerPost(service, request, response);
        return;
      case 'GET':
        await answer(service, request, response, url.searchParams);
        return;
      default:
        send(response, 405, 'MethodNotAllowed', 'Send GraphQL with POST or GET.');
    }
  };
}

async function answerPost(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await answer(service, request, response, await readBody(request));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    send(response, 413, 'RequestEntityTooLargeException', error.message);
  }
}

async function answer(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  body: string | URLSearchParams,
): Promise<void> {
  const sourceIp = request.socket.remoteAddress ?? '';
  const outcome = await service.execute({ headers: headersOf(request), sourceIp, body });
  response.writeHead(outcome.status, {
    ...outcome.headers,
    ...cors,
    'content-type': 'application/json;charset=UTF-8',
    'content-length': Buffer.byteLength(outcome.body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(outcome.body);
}

/** Node joins most repeated headers with commas; AppSync gives resolvers a list. */
function headersOf(request: IncomingMessage): IncomingMessage['headers'] {
  const { headers, rawHeaders } = request;
  if (rawHeaders.length === Object.keys(headers).length * 2) return headers;
  const repeated = Object.entries(request.headersDistinct).filter(
    ([, values]) => values !== undefined && values.length > 1,
  );
  return { ...headers, ...Object.fromEntries(repeated) };
}

function send(response: ServerResponse, status: number, errorType: string, message: string): void {
  response.writeHead(status, { ...cors, 'content-type': 'application/json;charset=UTF-8' });
  response.end(JSON.stringify({ errors: [{ errorType, message }] }));
}
