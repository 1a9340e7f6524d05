import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Answer {
  /** Default: 200. */
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers GET and HEAD with what is there now: nothing is kept by a browser, as the next start may bring other. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    sendJson(response, 405, { message: 'Read this with GET.' });
    return;
  }
  const { status = 200, type, body, headers = {} } = answer;
  const common = { 'content-type': type, 'content-length': Buffer.byteLength(body), 'cache-control': 'no-cache' };
  response.writeHead(status, { ...common, 'x-content-type-options': 'nosniff', ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Answers with JSON that nobody should keep. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Says that nothing is there, and what is. */
export function notFound(response: ServerResponse, path: string): void {
  const message = `Nothing is served at ${path}; the console is at /console/ and the API at /graphql.`;
  sendJson(response, 404, { message });
}
