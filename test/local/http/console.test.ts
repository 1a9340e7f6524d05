import { get } from 'node:http';
import { runInNewContext } from 'node:vm';
import * as aws from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RenderOptions } from 'altair-static';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

import { createService } from '../../../local/appsync/service.ts';
import { startCognito } from '../../../local/engines/cognito/engine.ts';
import { type ConsoleOptions, consoleRoutes } from '../../../local/http/console.ts';
import { signInAt } from '../../../local/http/console/signIn.ts';
import { listen } from '../../../local/http/server.ts';
import { aUserPool, clientOf } from '../../support/host/cognito.ts';
import { anApi } from '../../support/host/servedApi.ts';

const ada = { name: 'Ada', email: 'ada@example.com', password: 'Correct-horse-1', says: 'writes notices' };
const bob = { name: 'Bob', email: 'bob@example.com', password: 'Battery-staple-2', says: 'reads them' };
const operations = [
  {
    name: 'Read',
    query: 'query Read($to: String) { hello(name: $to) } # </script> `${to}` \\n',
    variables: { to: '`' },
  },
  { name: 'Look', query: '{ hello }' },
];

/** Signs in at a Cognito that knows Ada and Bob, and Carla, who has to choose a password first. */
let signIn: ConsoleOptions['signIn'];
let stop: () => Promise<void>;

beforeAll(async () => {
  const engine = await startCognito({ region: 'eu-west-1' });
  const client = clientOf(engine);
  const { pool: UserPoolId, app } = await aUserPool(client);
  for (const { email, name, password } of [ada, bob]) {
    const attributes = [
      { Name: 'email', Value: email },
      { Name: 'name', Value: name },
    ];
    const who = { UserPoolId, Username: email };
    await client.send(
      new aws.AdminCreateUserCommand({ ...who, UserAttributes: attributes, MessageAction: 'SUPPRESS' }),
    );
    await client.send(new aws.AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  }
  const UserAttributes = [{ Name: 'email', Value: 'carla@example.com' }];
  const carla = { UserPoolId, Username: 'carla@example.com', TemporaryPassword: 'Temporary-3', UserAttributes };
  await client.send(new aws.AdminCreateUserCommand({ ...carla, MessageAction: 'SUPPRESS' }));
  signIn = signInAt(engine.endpoint, app);
  stop = engine.close;
});
afterAll(() => stop());

/** The address of a server with a console. */
async function aConsole(options: Partial<ConsoleOptions> = {}): Promise<string> {
  const schema = 'type Query { hello(name: String): String }';
  const service = createService(anApi({ schema }), { dynamodb: new DynamoDBClient({}), userPools: new Map() });
  const users = [ada, bob];
  const fixed = { title: 'Notices', region: 'eu-west-1', store: 'pool', users, operations, signIn };
  const server = await listen({ service, routes: consoleRoutes({ ...fixed, ...options }) });
  onTestFinished(() => server.close());
  return server.url;
}

/** What the page's own script opens Altair with, to somebody who has been here before. */
async function optionsOf(url: string): Promise<RenderOptions> {
  const init = vi.fn<(options: RenderOptions) => void>();
  const script = await (await fetch(`${url}/console/options.js`)).text();
  runInNewContext(script, { AltairGraphQL: { init }, localStorage: { getItem: () => 'yes' } });
  return init.mock.calls[0]?.[0] ?? {};
}

async function post(url: string, body: string) {
  const response = await fetch(`${url}/console/sign-in`, { method: 'POST', body });
  const answer = (await response.json()) as { readonly idToken?: string; readonly message?: string };
  return { status: response.status, ...answer };
}

const asBody = (username: string, password: string) => JSON.stringify({ username, password });

function claimsOf(token = ''): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** Asks for a path exactly as it is written: `fetch` would tidy it up. */
async function statusOf(url: string, path: string): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    get(url, { path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}

describe('the page', () => {
  it('has the title of what is served, also with special characters', async () => {
    const response = await fetch(await aConsole({ title: 'Fish & <Chips>' }));
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('<title>Fish &amp; &lt;Chips></title>');
  });

  it('opens a window for each operation, and sends to the API it came with', async () => {
    const url = await aConsole();
    const { initialWindows = [] } = await optionsOf(url);
    expect(initialWindows.map((one) => [one.initialName, one.initialQuery, one.initialVariables])).toEqual([
      ['Read', operations[0]?.query, '{\n  "to": "`"\n}'],
      ['Look', '{ hello }', '{}'],
    ]);
    expect(initialWindows.map(({ endpointURL }) => endpointURL)).toEqual([`${url}/graphql`, `${url}/graphql`]);
  });

  it('offers every user to sign in as, the first one chosen, and somebody else', async () => {
    const { initialEnvironments = {} } = await optionsOf(await aConsole());
    const { subEnvironments = [], activeSubEnvironment } = initialEnvironments;
    const titles = subEnvironments.map(({ title }) => title);
    expect(titles).toEqual(['Signed in as Ada', 'Signed in as Bob', 'Somebody else']);
    expect(subEnvironments[0]).toMatchObject({ id: activeSubEnvironment, variables: { email: 'ada@example.com' } });
  });

  it('keeps what was typed until users, operations or the store are others', async () => {
    const endpointUrl = 'http://localhost/graphql';
    const namespaceOf = async (options: Partial<ConsoleOptions> = {}) =>
      (await optionsOf(await aConsole({ endpointUrl, ...options }))).instanceStorageNamespace;
    const [read, ...others] = operations;
    const first = await namespaceOf();
    expect(await namespaceOf({ operations: [{ name: 'Read', query: read?.query ?? '' }, ...others] })).toBe(first);
    const anew = [await namespaceOf({ operations: others }), await namespaceOf({ store: 'other' })];
    expect(new Set([first, ...anew]).size).toBe(3);
  });

  it('finds everything it needs on this server', async () => {
    const url = await aConsole();
    const page = await (await fetch(`${url}/console/`)).text();
    const styles = await (await fetch(`${url}/console/styles.css`)).text();
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g), ...styles.matchAll(/url\(["']?(\.?[^"')]+\.woff2?)/g)];
    const addresses = named.map(([, address = '']) => new URL(address, `${url}/console/`));
    expect(addresses.length).toBeGreaterThan(15);
    const answers = await Promise.all(addresses.map((address) => fetch(address)));
    const types = Object.fromEntries(answers.map(({ url, headers }) => [extension(url), headers.get('content-type')]));
    expect(addresses.filter(({ origin }) => origin !== url)).toEqual([]);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(types).toMatchObject({
      js: 'text/javascript; charset=utf-8',
      css: 'text/css; charset=utf-8',
      svg: 'image/svg+xml',
      woff2: 'font/woff2',
    });
  });

  it('is where a visitor without a path is sent', async () => {
    const url = await aConsole();
    expect((await fetch(url)).url).toBe(`${url}/console/`);
    expect((await fetch(`${url}/console`)).url).toBe(`${url}/console/`);
  });

  it.each([
    '/nothing.js',
    '/console/nothing.js',
    '/console/assets',
    '/console/../package.json',
    '/console/%2e%2e/package.json',
    '/console/assets/..%2f..%2findex.js',
  ])('has nothing at %s', async (path) => {
    expect(await statusOf(await aConsole(), path)).toBe(404);
  });
});

function extension(url: string): string {
  return url.slice(url.lastIndexOf('.') + 1);
}

describe('signing in', () => {
  it('answers an ID token of the user', async () => {
    const { status, idToken } = await post(await aConsole(), asBody(bob.email, bob.password));
    expect(status).toBe(200);
    expect(claimsOf(idToken)).toMatchObject({ token_use: 'id', email: 'bob@example.com', name: 'Bob' });
  });

  it.each([
    ['a wrong password', bob.email, 'guess', 'Incorrect username or password.'],
    ['a stranger', 'zoe@example.com', 'guess', 'Incorrect username or password.'],
    ['no name at all', '', '', /./],
    ['a user with a temporary password', 'carla@example.com', 'Temporary-3', /NEW_PASSWORD_REQUIRED/],
  ])('refuses %s, and says why', async (_, username, password, why) => {
    const { status, message, idToken } = await post(await aConsole(), asBody(username, password));
    expect(status).toBe(401);
    expect(message).toMatch(why);
    expect(idToken).toBeUndefined();
  });

  it.each(['', 'null', '{"username":"ada@example.com"}', '{"username":1,"password":2}'])('refuses %j', async (body) => {
    expect((await post(await aConsole(), body)).status).toBe(400);
  });

  it('is asked for with POST, and no page of another origin may read the answer', async () => {
    const url = await aConsole();
    expect((await fetch(`${url}/console/sign-in`)).status).toBe(405);
    const response = await fetch(`${url}/console/sign-in`, { method: 'POST', body: asBody(ada.email, ada.password) });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('bothers the user pool once in four minutes, and never takes one password for another', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const asked = vi.fn<ConsoleOptions['signIn']>((...credentials) => signIn(...credentials));
    const url = await aConsole({ signIn: asked });
    const tokens = [await post(url, asBody(ada.email, ada.password)), await post(url, asBody(ada.email, ada.password))];
    expect(tokens[0]?.idToken).toBe(tokens[1]?.idToken);
    expect(asked).toHaveBeenCalledTimes(1);
    expect((await post(url, asBody(ada.email, 'guess'))).status).toBe(401);
    vi.setSystemTime(Date.now() + 241_000);
    expect((await post(url, asBody(ada.email, ada.password))).status).toBe(200);
    expect(asked).toHaveBeenCalledTimes(3);
  });
});

describe('before a request of the page', () => {
  /** Runs the page's script as Altair does, in the environment of a user. */
  async function runScript(environment: Readonly<Record<string, unknown>>): Promise<unknown> {
    const url = await aConsole();
    const { initialWindows: [window] = [] } = await optionsOf(url);
    const variables = new Map(Object.entries(environment));
    const helpers = {
      getEnvironment: (name: string) => variables.get(name),
      setEnvironment: (name: string, value: unknown) => variables.set(name, value),
    };
    const here = (path: string, init: RequestInit) => fetch(new URL(path, url), init);
    const code = `(async () => { ${window?.initialPreRequestScript ?? ''} })()`;
    await runInNewContext(code, { altair: { helpers }, fetch: here });
    expect(window?.initialHeaders).toEqual({ Authorization: '{{idToken}}' });
    return variables.get('idToken');
  }

  it('the chosen user is signed in', async () => {
    const token = await runScript({ email: ada.email, password: ada.password });
    expect(claimsOf(String(token))).toMatchObject({ email: 'ada@example.com' });
  });

  it('a refusal is shown, and so is what to do without a user', async () => {
    await expect(runScript({ email: ada.email, password: 'guess' })).rejects.toBe('Incorrect username or password.');
    await expect(runScript({})).rejects.toMatch(/choose a user/);
  });
});
