import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Proxy {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What a call was answered, from its body. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Serves POST requests by what a function answers, on a free port. */
export async function servePosts(
  path: string,
  answer: (body: string, headers: Readonly<Record<string, string>>) => Promise<Answered>,
): Promise<Proxy> {
  const server = createServer((request, response) => {
    void (async () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      const { status, body } = await answer(await text(request), Object.fromEntries(headers));
      response.writeHead(status, { 'content-type': request.headers['content-type'] ?? 'application/json' }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Sends a request on to another address, with the headers that say what it is. */
export async function sendOn(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const kept = ['content-type', 'authorization', 'x-amz-target'].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const response = await fetch(url, { method: 'POST', headers: Object.fromEntries(kept), body });
  return { status: response.status, body: await response.text() };
}

/**
 * Stands in front of an API and changes its answers.
 * @param change gets the answer and the request, both as text
 */
export async function changingProxy(url: string, change: (answer: string, request: string) => string): Promise<Proxy> {
  return servePosts(new URL(url).pathname, async (body, headers) => {
    const answered = await sendOn(url, body, headers);
    return { status: answered.status, body: change(answered.body, body) };
  });
}
