import { connect as connectSecurely } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { aChat, type Chat } from '../../support/host/chat.ts';
import { connected, received, requestText, upgradeHeaders } from '../../support/host/rawHttp.ts';

const short = {
  openingMilliseconds: 300,
  headersMilliseconds: 300,
  requestMilliseconds: 300,
  checkingMilliseconds: 50,
};

let chat: Chat;
let port: number;
beforeAll(async () => {
  chat = await aChat({}, {}, { timeouts: short, realtime: { initMilliseconds: 300 } });
  port = Number(new URL(chat.url).port);
});
afterAll(() => chat.close());

const secured = async () => {
  const socket = connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false });
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('secureConnect', resolve));
  return socket;
};
const halfHeaders = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n';
const halfBody = `${halfHeaders}content-length: 100\r\n\r\n{`;

describe('the server closes a connection that brings no complete request:', () => {
  it('nothing at all', async () => {
    expect(await received(await connected(port))).toBe('');
  });

  it.each([
    ['half of the headers', halfHeaders],
    ['half of the body', halfBody],
    ['half of a TLS handshake', '\x16\x03\x01'],
  ])('%s', async (_, text) => {
    const socket = await connected(port);
    socket.write(text, 'latin1');
    expect(await received(socket)).not.toContain('200');
  });

  it.each([
    ['nothing at all', ''],
    ['half of the headers', halfHeaders],
    ['half of the body', halfBody],
  ])('%s over TLS', async (_, text) => {
    const socket = await secured();
    socket.write(text);
    expect(await received(socket)).not.toContain('200');
  });

  it('a byte of a header now and then', async () => {
    const socket = await connected(port);
    const dripping = setInterval(() => socket.write('x'), 20);
    onTestFinished(() => {
      clearInterval(dripping);
    });
    socket.write(halfHeaders);
    expect(await received(socket)).toMatch(/^HTTP\/1\.1 408/);
  });

  it('a WebSocket without connection_init', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql/realtime`, ['graphql-ws'], {
      headers: { 'x-api-key': 'da2-test' },
    });
    const code = await new Promise((resolve) => socket.once('close', resolve));
    expect(code).toBe(1008);
  });

  it('half of an upgrade', async () => {
    const text = requestText('/graphql/realtime', upgradeHeaders);
    const socket = await connected(port);
    socket.write(text.slice(0, -2));
    expect(await received(socket)).not.toContain('101');
  });
});

it('keeps a WebSocket that has sent connection_init', async () => {
  const client = chat.client();
  await client.init();
  await received(await connected(port));
  await client.subscribe('subscription { onPost { id } }');
});

it('closes incomplete requests of Cognito by the same rule', async () => {
  const engine = await startCognito({ region: 'eu-west-1', timeouts: short });
  onTestFinished(engine.close);
  const socket = await connected(Number(new URL(engine.endpoint).port));
  socket.write(halfBody);
  expect(await received(socket)).toMatch(/^HTTP\/1\.1 408/);
});
