import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createService } from '../../../local/appsync/service.ts';
import { listen } from '../../../local/http/server.ts';
import { anApi, answering, served, type ServedApi } from '../../support/host/servedApi.ts';

const schema = `
  type Query { hello(name: String): String, headers: AWSJSON }
  type Mutation { change: String }
  type Subscription { changed: String @aws_subscribe(mutations: ["change"]) }`;

const resolvers = {
  'Query.hello': answering('`Hello ${ctx.args.name ?? "you"}`'),
  'Query.headers': answering('ctx.request.headers'),
};
const key = { 'x-api-key': 'da2-test' };

let api: ServedApi;
beforeAll(async () => {
  api = await served(anApi({ schema, resolvers }));
});
afterAll(() => api.close());

const unreadable = { message: 'Unable to parse GraphQL query.', errorType: 'MalformedHttpRequestException' };

describe('a request that is no GraphQL is refused with 400', () => {
  it.each([
    ['an empty body', '', { message: 'Request body is empty.', errorType: 'MalformedHttpRequestException' }],
    ['meow', 'meow', unreadable],
    ['an empty object', '{}', unreadable],
    ['a list', '[]', unreadable],
    ['a query that does not parse', '{"query":"{ hello"}', unreadable],
    ['variables that are no object', '{"query":"{ hello }","variables":[1]}', unreadable],
    ['more than 15,000 tokens', JSON.stringify({ query: `{ ${'hello '.repeat(15_000)} }` }), unreadable],
  ])('%s', async (_, text, error) => {
    const { status, body } = await api.post(text);
    expect(status).toBe(400);
    expect(body).toEqual({ errors: [error] });
  });

  it('several operations and no name for one', async () => {
    const query = 'query A { hello } query B { hello(name: "B") }';
    const { status, body } = await api.ask(query);
    expect(status).toBe(400);
    expect(body.errors?.[0]?.['message']).toBe('Missing operation name.');
    expect((await api.ask({ query, operationName: 'B' })).body).toEqual({ data: { hello: 'Hello B' } });
    expect((await api.ask({ query, operationName: 'C' })).status).toBe(400);
  });

  it('a subscription, which belongs to the real-time endpoint', async () => {
    const { status, body } = await api.ask('subscription { changed }');
    expect(status).toBe(400);
    expect(body.errors?.[0]).toMatchObject({ errorType: 'UnsupportedOperation' });
  });
});

describe('a request is answered', () => {
  it('as JSON, with an id and for every origin', async () => {
    const { headers } = await api.ask('{ hello }');
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
  });

  it('when it comes as GET', async () => {
    const search = new URLSearchParams({ query: 'query ($n: String) { hello(name: $n) }', variables: '{"n":"GET"}' });
    const response = await fetch(`${api.url}?${search.toString()}`, { headers: key });
    expect(await response.json()).toEqual({ data: { hello: 'Hello GET' } });
  });

  it('to a browser that asks first', async () => {
    const response = await fetch(api.url, { method: 'OPTIONS', headers: { origin: 'http://localhost:3000' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    for (const name of ['authorization', 'content-type', 'x-api-key', 'x-amz-user-agent']) {
      expect(response.headers.get('access-control-allow-headers')).toContain(name);
    }
  });

  it('with a repeated header as a list', async () => {
    const sent = request(api.url, {
      method: 'POST',
      headers: ['x-api-key', 'da2-test', 'x-tag', 'one', 'x-tag', 'two', 'host', 'localhost'],
    });
    sent.end(JSON.stringify({ query: '{ headers }' }));
    const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as { data: { headers: string } };
    expect(JSON.parse(body.data.headers)).toMatchObject({ 'x-tag': ['one', 'two'], 'x-api-key': 'da2-test' });
  });

  it('with 413 when it is larger than any API takes', async () => {
    const { status } = await api.post(JSON.stringify({ query: `# ${'x'.repeat(7 * 1024 * 1024)}` }));
    expect(status).toBe(413);
  });

  it('with 404 elsewhere and 405 for another method', async () => {
    expect((await fetch(api.url.replace('/graphql', '/elsewhere'))).status).toBe(404);
    expect((await fetch(api.url, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the server', () => {
  const service = createService(anApi({ schema, resolvers }), {
    dynamodb: new DynamoDBClient({ region: 'eu-central-1' }),
    userPools: new Map(),
  });

  it('says which port is taken', async () => {
    const port = Number(new URL(api.url).port);
    await expect(listen({ service, port })).rejects.toThrow(`Port ${port} is taken; choose another one with --port.`);
  });

  it('tells that it is healthy, as AppSync does', async () => {
    const response = await fetch(new URL('/ping', api.url));
    expect([response.status, await response.text()]).toEqual([200, 'healthy']);
  });

  it('has room for other routes', async () => {
    const server = await listen({
      service,
      routes: {
        '/': (_, response) => void response.end('home'),
        '/assets/': (_, response, url) => void response.end(url.pathname),
      },
    });
    expect(await (await fetch(`${server.url}/`)).text()).toBe('home');
    expect(await (await fetch(`${server.url}/assets/a.js`)).text()).toBe('/assets/a.js');
    await server.close();
  });

  it('ends open connections when it closes', async () => {
    const server = await listen({ service });
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{');
    const ended = new Promise<void>((resolve) => {
      // A reset ends the connection, too.
      socket
        .on('error', () => undefined)
        .on('close', () => {
          resolve();
        });
    });
    await server.close();
    await ended;
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
