import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { startDynamoDb } from '../../../local/engines/dynamodb/engine.ts';
import { FaultyCalls } from '../../../local/faults/attempts.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { startProxy } from '../../../local/faults/proxy.ts';
import { aChat, type Chat } from '../../support/host/chat.ts';
import { functionServices, type TestServices } from '../../support/host/functionServices.ts';
import { mutated, randomOf } from '../../support/host/fuzz.ts';
import { exchange, requestText, upgradeHeaders } from '../../support/host/rawHttp.ts';

/** `FUZZ_COUNT=10000 FUZZ_SEED=7 npx vitest run test/local/http/http.fuzz.test.ts` runs more of them. */
const count = Number(process.env['FUZZ_COUNT'] ?? 400);
const seed = Number(process.env['FUZZ_SEED'] ?? 1);
const atOnce = 20;
/** A server may rightly wait for the rest of a mutated request: nobody waits longer than this for its answer. */
const answerMilliseconds = 150;

let chat: Chat;
let services: TestServices;
const ports = { api: 0, cognito: 0, proxy: 0, services: 0, dynamodb: 0 };
const problems: unknown[] = [];
const note = (error: unknown) => problems.push(error);
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  process.on('uncaughtException', note).on('unhandledRejection', note);
  chat = await aChat({}, {}, { onError: note });
  const cognito = await startCognito({ region: 'eu-west-1' });
  const dynamodb = await startDynamoDb();
  const proxy = await startProxy({
    engines: { dynamodb: dynamodb.endpoint, cognito: cognito.endpoint },
    faulty: new FaultyCalls(createFaults(), () => Promise.resolve()),
    onError: () => undefined,
  });
  services = await functionServices();
  closers.push(services.close, proxy.close, cognito.close, dynamodb.close, () => chat.close());
  const portOf = (url: string) => Number(new URL(url).port);
  Object.assign(ports, {
    api: portOf(chat.url),
    cognito: portOf(cognito.endpoint),
    dynamodb: portOf(dynamodb.endpoint),
  });
  ports.proxy = portOf(proxy.endpointsFor('api').dynamodb);
  ports.services = portOf(services.lambda);
});
afterAll(async () => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
  for (const close of closers) await close();
});

const key = { 'x-api-key': 'da2-test', 'content-type': 'application/json' };
const query = JSON.stringify({ query: 'query A($a: Int) { hello @skip(if: false) }', variables: { a: 1 } });
const post = (target: string, headers: Readonly<Record<string, string>>, body: string) =>
  requestText(target, headers, { method: 'POST', body });
const aws = (service: string, operation: string) => ({
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': `${service}.${operation}`,
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
});
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const signIn = JSON.stringify({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'x', AuthParameters: { USERNAME: 'a' } });

/** Well-formed requests, each of which mutations are made of. */
const seeds: readonly (readonly [keyof typeof ports, string])[] = [
  ['api', post('/graphql', key, query)],
  ['api', requestText(`/graphql?query=%7Bhello%7D&variables=%7B%7D`, key)],
  ['api', requestText('/graphql', { origin: 'http://localhost' }, { method: 'OPTIONS' })],
  ['api', requestText('/graphql/realtime?header=e30=&payload=e30=', upgradeHeaders)],
  ['cognito', post('/', aws('AWSCognitoIdentityProviderService', 'InitiateAuth'), signIn)],
  ['cognito', requestText('/eu-west-1_x/.well-known/jwks.json')],
  ['proxy', post('/dynamodb/api/', aws('DynamoDB_20120810', 'ListTables'), '{}')],
  [
    'services',
    post('/lambda/caller/1/2015-03-31/functions/echo/invocations?Qualifier=1', aws('Lambda', 'Invoke'), '{}'),
  ],
  ['services', post('/secretsmanager/caller/1/', aws('secretsmanager', 'GetSecretValue'), '{"SecretId":"fcm"}')],
  [
    'services',
    post('/fcm/caller/1/token', form, 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=e30.e30.e30'),
  ],
  [
    'services',
    post('/fcm/caller/1/v1/projects/p/messages:send', { authorization: 'Bearer x' }, '{"message":{"token":"a"}}'),
  ],
  ['dynamodb', post('/', aws('DynamoDB_20120810', 'GetItem'), '{"TableName":"T","Key":{"id":{"S":"1"}}}')],
];
const frames = [
  '{"type":"connection_init"}',
  `{"id":"1","type":"start","payload":{"data":${JSON.stringify(query)},"extensions":{"authorization":{"x-api-key":"da2-test"}}}}`,
  '{"id":"1","type":"stop"}',
];

/** Sends bytes, takes what comes for a moment, and cuts the connection off, as a client does that has gone away. */
async function send(port: number, bytes: string | Buffer, secure: boolean): Promise<void> {
  const socket: Socket = secure
    ? connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false })
    : connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  socket.setTimeout(answerMilliseconds, () => socket.destroy());
  socket.end(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  await once(socket, 'close');
}

/** A masked text frame (RFC 6455, section 5.2), with some of its own bits mutated too. */
function frame(text: string, random: () => number): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255];
  const bytes = Buffer.from([0x81, ...head, 0, 0, 0, 0, ...payload]);
  bytes[1] = (bytes[1] ?? 0) | 0x80;
  if (random() < 0.3) bytes[Math.floor(random() * 4)] = Math.floor(random() * 256);
  return bytes;
}

async function each(work: (n: number) => Promise<void>, times: number): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let n = next++; n < times; n = next++) await work(n);
    }),
  );
}

async function stillServes(): Promise<void> {
  expect([...problems, ...services.problems]).toEqual([]);
  expect((await chat.ask('{ hello }')).body).toEqual({ data: { hello: null } });
  for (const port of [ports.cognito, ports.proxy, ports.services, ports.dynamodb]) {
    expect(await exchange(port, requestText('/health'))).toMatch(/^HTTP\/1\.1 \d+/);
  }
}

describe(`${count} mutations, of seed ${seed}`, { timeout: 30_000 + count * 60 }, () => {
  it('of requests end no listener', async () => {
    await each(
      async (n) => {
        const random = randomOf(seed + n);
        const [listener, text] = seeds[n % seeds.length] ?? ['api', ''];
        await send(ports[listener], mutated(text, random), listener === 'api' && n % 5 === 0);
      },
      Math.ceil(count / 2),
    );
    await stillServes();
  });

  it('of WebSocket frames end no listener', async () => {
    const handshake = Buffer.from(
      requestText('/graphql/realtime', { ...upgradeHeaders, 'x-api-key': 'da2-test' }),
      'latin1',
    );
    await each(
      async (n) => {
        const random = randomOf(seed + 1_000_000 + n);
        const sent = frames.map((text, at) => frame(at === 0 && random() < 0.7 ? text : mutated(text, random), random));
        await send(ports.api, Buffer.concat([handshake, ...sent]), n % 5 === 0);
      },
      Math.floor(count / 2),
    );
    await stillServes();
  });
});
