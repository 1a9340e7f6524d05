import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { FaultyCalls } from '../../../local/faults/attempts.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import { startProxy } from '../../../local/faults/proxy.ts';
import { localOnly } from '../../../local/http/loopback.ts';
import { functionServices } from '../../support/host/functionServices.ts';
import { exchange, requestText, upgradeHeaders } from '../../support/host/rawHttp.ts';
import { anApi, answering, served, type ServedApi } from '../../support/host/servedApi.ts';
import { shared } from '../../support/shared/shared.ts';

const schema = `
  type Query { hello: String }
  type Mutation { change: String }
  type Subscription { changed: String @aws_subscribe(mutations: ["change"]) }`;

const foreignHosts = ['evil.com', 'evil.com:80', '192.168.1.5', 'localhost.evil.com', '10.0.2.2', 'a@localhost', ''];
const localHosts = [
  'localhost',
  'LOCALHOST:1',
  'localhost.',
  'app.localhost:3000',
  '127.0.0.1',
  '127.9.8.7:1',
  '[::1]:80',
];
const foreignOrigins = ['https://evil.com', 'http://localhost.evil.com', 'null', 'file://', 'http://10.0.2.2', 'meow'];
const localOrigins = ['http://localhost', 'https://localhost:5173', 'http://127.0.0.1:3000', 'capacitor://localhost'];

const portOf = (url: string) => Number(new URL(url).port);
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

let changes = 0;
let api: ServedApi;
const ports = new Map<string, number>();
beforeAll(async () => {
  const log = () => (changes += 1);
  const logging = answering('"changed"').replace('return { payload', 'console.log("changed"); return { payload');
  api = await served(anApi({ schema, resolvers: { 'Mutation.change': logging } }), { log });
  const cognito = await startCognito({ region: 'eu-west-1' });
  const dynamodbEndpoint = (await shared('dynamodb')).endpoint;
  const engines = { dynamodb: dynamodbEndpoint, cognito: cognito.endpoint };
  const faulty = new FaultyCalls(createFaults(), () => Promise.resolve());
  const proxy = await startProxy({ engines, faulty, onError: () => undefined });
  const services = await functionServices();
  ports.set('API', portOf(api.url));
  ports.set('Cognito', portOf(cognito.endpoint));
  ports.set('proxy', portOf(proxy.endpointsFor('api').dynamodb));
  ports.set('services of functions', portOf(services.lambda));
  ports.set('DynamoDB', portOf(dynamodbEndpoint));
  return async () => {
    await Promise.all([services.close(), proxy.close(), cognito.close()]);
  };
});
afterAll(() => api.close());

const ask = (listener: string, headers: Readonly<Record<string, string>>, target = '/') =>
  exchange(ports.get(listener) ?? 0, requestText(target, headers));

describe.each(['API', 'Cognito', 'proxy', 'services of functions'])('the listener of %s', (listener) => {
  it.each(foreignHosts)('refuses a request to the host "%s"', async (host) => {
    expect([400, 403]).toContain(statusOf(await ask(listener, { host })));
  });

  it.each(localHosts)('takes a request to the host %s', async (host) => {
    expect(statusOf(await ask(listener, { host }))).not.toBe(403);
  });

  it.each(foreignOrigins)('refuses the origin %s, without CORS headers', async (origin) => {
    const answer = await ask(listener, { origin });
    expect(statusOf(answer)).toBe(403);
    expect(answer.toLowerCase()).not.toContain('access-control');
  });

  it.each(localOrigins)('takes the origin %s', async (origin) => {
    expect(statusOf(await ask(listener, { origin }))).not.toBe(403);
  });

  it.each(['//[', '//a:99999/', '//', '//localhost/graphql', 'http://[', 'http://evil.com/', 'ftp://localhost/'])(
    'answers the malformed target %s with 400',
    async (target) => {
      expect(statusOf(await ask(listener, {}, target))).toBe(400);
      expect(statusOf(await ask(listener, upgradeHeaders, target))).toBe(400);
    },
  );
});

describe('DynamoDB Local', () => {
  it('listens on loopback only, and takes no name of another site', async () => {
    expect(statusOf(await ask('DynamoDB', { host: 'evil.com' }))).toBe(404);
    expect(statusOf(await ask('DynamoDB', { host: 'localhost' }))).toBe(400);
  });

  it('lets no web page read its answers', async () => {
    const headers = { origin: 'https://evil.com', 'access-control-request-method': 'POST' };
    const text = requestText('/', headers, { method: 'OPTIONS' });
    expect(await exchange(ports.get('DynamoDB') ?? 0, text)).not.toMatch(/allow-origin/i);
  });
});

describe('a page of another site', () => {
  const mutation = JSON.stringify({ query: 'mutation { change }' });
  const post = (headers: Readonly<Record<string, string>>) =>
    exchange(
      ports.get('API') ?? 0,
      requestText('/graphql', { 'x-api-key': 'da2-test', ...headers }, { method: 'POST', body: mutation }),
    );

  it('changes nothing with a mutation', async () => {
    changes = 0;
    await post({ origin: 'https://evil.com' });
    await post({ host: 'evil.com' });
    expect(changes).toBe(0);
    await post({ origin: 'http://localhost:3000' });
    expect(changes).toBe(1);
  });

  it('gets no answer to its preflight', async () => {
    const headers = { origin: 'https://evil.com', 'access-control-request-method': 'POST' };
    const answer = await exchange(ports.get('API') ?? 0, requestText('/graphql', headers, { method: 'OPTIONS' }));
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toMatch(/access-control/i);
  });

  it('opens no WebSocket', async () => {
    const origin = 'https://evil.com';
    const answer = await exchange(
      ports.get('API') ?? 0,
      requestText('/graphql/realtime', { ...upgradeHeaders, origin }),
    );
    expect(statusOf(answer)).toBe(403);
  });

  it.each(['ListUsers', 'AdminCreateUser', 'AdminSetUserPassword', 'InitiateAuth', 'SignUp'])(
    'cannot call %s of Cognito',
    async (operation) => {
      const headers = {
        origin: 'https://evil.com',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      };
      const text = requestText('/', headers, { method: 'POST', body: '{}' });
      const answer = await exchange(ports.get('Cognito') ?? 0, text);
      expect(statusOf(answer)).toBe(403);
      expect(answer).not.toMatch(/access-control/i);
    },
  );
});

it('takes further hosts when they are allowed, and their pages too', async () => {
  const server = createServer(localOnly((_, response) => void response.end('taken'), ['10.0.2.2']));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const answer = await exchange(port, requestText('/', { host: '10.0.2.2:20002', origin: 'http://10.0.2.2:3000' }));
  expect(answer).toContain('taken');
  expect(await exchange(port, requestText('/', { host: '10.0.2.3' }))).toContain('--allow-host 10.0.2.3');
});
