import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

import { aChat, type Chat } from '../../../support/host/chat.ts';
import { aPool, type TestPool } from '../../../support/host/tokens.ts';
import { apiKey, type Connecting, inProtocol } from '../../../support/realtimeClient.ts';

const onPost = 'subscription { onPost { id } }';
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const encoded = (value: unknown) => encodeURIComponent(base64(value));

let pool: TestPool;
let chat: Chat;
beforeAll(async () => {
  pool = await aPool();
  chat = await aChat(
    {
      additionalAuthentication: [{ type: 'AMAZON_COGNITO_USER_POOLS', userPoolId: pool.id, defaultAction: 'ALLOW' }],
    },
    { pools: [pool] },
    { realtime: { refusalMilliseconds: 100 } },
  );
});
afterAll(async () => {
  await chat.close();
  await pool.close();
});

const others: Chat[] = [];
async function bounded(realtime: Parameters<typeof aChat>[2]): Promise<Chat> {
  const other = await aChat({}, {}, realtime);
  others.push(other);
  return other;
}
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
});

describe('a client can connect', () => {
  it.each<[string, Connecting]>([
    ['by a subprotocol', {}],
    ['by search parameters', { protocols: ['graphql-ws'], search: `?header=${encoded(apiKey)}&payload=e30=` }],
    [
      'by search parameters that it did not escape',
      { protocols: ['graphql-ws'], search: `?header=${base64(apiKey)}&payload=e30=` },
    ],
    ['by plain headers', { protocols: ['graphql-ws'], headers: { 'X-Api-Key': 'da2-test' } }],
  ])('%s', async (_, connecting) => {
    const client = await chat.client(connecting).opened();
    expect(client.socket.protocol).toBe('graphql-ws');
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });
    expect(await client.next()).toEqual({ type: 'ka' });
  });

  it.each([
    ['an ID token', () => pool.idToken()],
    ['an access token', () => pool.accessToken()],
  ])('with %s', async (_, token) => {
    const authorization = { Authorization: token(), host: 'localhost' };
    const client = await chat.client({ authorization }).init();
    const schemaWithoutPool = await client.subscribe(onPost, { authorization });
    expect(schemaWithoutPool).toMatchObject({ type: 'error' });
    expect(await client.subscribe(onPost, { authorization: apiKey })).toEqual({ type: 'start_ack', id: 'one' });
  });
});

describe('a client is refused with connection_error', () => {
  const longAgo = { exp: 1_600_000_000 };
  const token = (text: string): Connecting => ({ authorization: { Authorization: text, host: 'localhost' } });
  const unauthorized = (message: string) => ({ errorType: 'UnauthorizedException', message, errorCode: 401 });
  const bad = (message: unknown) => ({ message, errorCode: 400 });

  it.each<[string, () => Connecting, object]>([
    [
      'without authorization',
      () => ({ protocols: ['graphql-ws'] }),
      unauthorized('Valid authorization header not provided.'),
    ],
    [
      'with a wrong key',
      () => ({ authorization: { ...apiKey, 'x-api-key': 'da2-no' } }),
      unauthorized('You are not authorized to make this call.'),
    ],
    ['with an expired token', () => token(pool.idToken(longAgo)), unauthorized('Token has expired.')],
    ['with a forged token', () => token(pool.forgedToken()), unauthorized('You are not authorized to make this call.')],
    ['without a subprotocol', () => ({ protocols: [] }), bad('NoProtocolError')],
    [
      'with a header that is no JSON',
      () => ({ protocols: ['graphql-ws', 'header-bWVvdw'] }),
      bad(expect.stringContaining('authorization header')),
    ],
    [
      'without the payload parameter',
      () => ({ protocols: ['graphql-ws'], search: `?header=${encoded(apiKey)}` }),
      bad(expect.stringContaining('e30=')),
    ],
  ])('%s', async (_, connecting, error) => {
    const client = await chat.client(connecting()).opened();
    client.send({ type: 'connection_init' });
    expect(await client.next()).toEqual({ type: 'connection_error', payload: { errors: [error] } });
    expect(await client.closed).toBe(1008);
  });

  it('even if it sends nothing', async () => {
    const client = chat.client({ authorization: { host: 'localhost' } });
    expect((await client.next()).type).toBe('connection_error');
    expect(await client.closed).toBe(1008);
  });

  it('or is disconnected if it offers only another protocol', async () => {
    expect(await chat.client({ protocols: ['graphql-transport-ws'] }).closed).toBe(1006);
  });

  it('and gets 404 on another path', async () => {
    const socket = new WebSocket(chat.url.replace('http', 'ws'), ['graphql-ws', inProtocol(apiKey)]);
    const failure = await new Promise<Error>((resolve) => socket.on('error', resolve));
    expect(failure.message).toContain('404');
  });
});

describe('a message', () => {
  const unsupported = (what: string) => ({
    errors: [{ errorType: 'UnsupportedOperation', message: `${what} not supported through the realtime channel` }],
  });

  it.each([
    ['that is no JSON', 'meow'],
    ['that is no object', '[1]'],
    ['of an unknown type', '{"type":"subscribe","id":"1","payload":{"query":"subscription { onPost { id } }"}}'],
    ['to start without data', '{"type":"start","id":"1","payload":{"query":"subscription { onPost { id } }"}}'],
    ['to start without an id', '{"type":"start","payload":{"data":"{}"}}'],
    ['to stop without an id', '{"type":"stop"}'],
  ])('%s gets an error, and the connection continues', async (_, text) => {
    const client = await chat.client().init();
    client.send(text);
    expect(await client.next()).toEqual({ type: 'error', payload: unsupported('unknown') });
    expect((await client.subscribe(onPost)).type).toBe('start_ack');
  });

  it('in binary form is invalid', async () => {
    const client = await chat.client().init();
    client.socket.send(Buffer.from(JSON.stringify({ type: 'connection_init' })), { binary: true });
    expect(await client.next()).toEqual({ type: 'error', payload: unsupported('unknown') });
  });

  it('`start` before `connection_init` is refused', async () => {
    const client = await chat.client().opened();
    expect(await client.subscribe(onPost)).toEqual({
      type: 'error',
      id: 'one',
      payload: unsupported('start before connection_init'),
    });
  });

  it('a second `connection_init` is acknowledged again', async () => {
    const client = await (await chat.client().init()).init();
    expect((await client.subscribe(onPost)).type).toBe('start_ack');
  });

  it('larger than 240 KB closes the connection', async () => {
    const client = await chat.client().init();
    client.start(`${onPost} # ${'x'.repeat(240 * 1024)}`);
    expect(await client.closed).toBe(1009);
  });
});

describe('the operations of a connection', () => {
  it('have unique ids', async () => {
    const client = await chat.client().init();
    await client.subscribe(onPost);
    expect(await client.subscribe(onPost)).toEqual({
      type: 'error',
      id: 'one',
      payload: { errors: [{ errorType: 'DuplicatedOperationError', message: 'Duplicated operation with id one' }] },
    });
    await chat.say({ id: 'still' });
    expect(await client.event()).toEqual({ data: { onPost: { id: 'still' } } });
  });

  it('may reuse the id of an operation that has ended', async () => {
    const client = await chat.client().init();
    await client.subscribe(onPost);
    client.send({ type: 'stop', id: 'one' });
    expect(await client.next()).toEqual({ type: 'complete', id: 'one' });
    expect((await client.subscribe(onPost)).type).toBe('start_ack');
    expect((await client.subscribe('{ hello }', { id: 'two' })).type).toBe('error');
    expect((await client.subscribe(onPost, { id: 'two' })).type).toBe('start_ack');
  });

  it('with an unknown id cannot be stopped', async () => {
    const client = await chat.client().init();
    client.send({ type: 'stop', id: 'nothing' });
    const error = { errorType: 'UnknownOperationError', message: 'Unknown operation id nothing' };
    expect(await client.next()).toEqual({ type: 'error', id: 'nothing', payload: { errors: [error] } });
  });

  it('can be stopped while they start', async () => {
    const client = await chat.client().init();
    client.start(onPost);
    client.send({ type: 'stop', id: 'one' });
    const received = [(await client.next()).type];
    if (received[0] === 'start_ack') received.push((await client.next()).type);
    expect(received.at(-1)).toBe('complete');
    await client.subscribe(onPost, { id: 'two' });
    await chat.say({ id: 'after' });
    expect(await client.event('two')).toEqual({ data: { onPost: { id: 'after' } } });
  });

  it('are at most 200', async () => {
    const { client, say } = await bounded({});
    const one = await client().init();
    for (let index = 0; index < 200; index += 1) one.start(onPost, { id: `s${index}` });
    for (let index = 0; index < 200; index += 1) expect((await one.next()).type).toBe('start_ack');
    expect(await one.subscribe(onPost, { id: 'more' })).toEqual({
      type: 'error',
      id: 'more',
      payload: {
        errors: { errorType: 'MaxSubscriptionsReachedError', message: 'Max number of 200 subscriptions reached' },
      },
    });
    await say({ id: '1' });
    for (let index = 0; index < 200; index += 1) expect(await one.event(`s${index}`)).toBeDefined();
  });
});

describe('a connection', () => {
  it('gets keep-alive messages', async () => {
    const { client } = await bounded({ realtime: { keepAliveMilliseconds: 20 } });
    const one = await client().init();
    expect([await one.next(), await one.next()]).toEqual([{ type: 'ka' }, { type: 'ka' }]);
  });

  it('is closed at its maximum age', async () => {
    const { client } = await bounded({ realtime: { connectionMilliseconds: 50 } });
    expect(await client().closed).toBe(1001);
  });

  it('is closed when the server stops, which does not wait for a silent client', async () => {
    const other = await bounded({});
    const polite = await other.client().init();
    const silent = await other.client().init();
    await silent.subscribe(onPost);
    silent.socket.pause();
    await other.stop();
    expect(await polite.closed).toBe(1001);
  });

  it('leaves nothing behind after it closes', async () => {
    const other = await bounded({});
    const gone = await other.client().init();
    await gone.subscribe(onPost);
    await gone.close();
    const there = await other.client().init();
    await there.subscribe(onPost);
    await other.say({ id: '1' });
    expect(await there.event()).toEqual({ data: { onPost: { id: '1' } } });
  });
});
