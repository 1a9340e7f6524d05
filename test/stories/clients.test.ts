import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';

import { claimsOf } from '../support/host/cognito.ts';
import { until } from '../support/processes.ts';
import { shared } from '../support/shared/shared.ts';
import { SIZES } from '../support/sizes.ts';
import { FlutterClient } from '../support/stories/clients/flutter.ts';
import { ClientProcess } from '../support/stories/clients/process.ts';
import { ServedTakeIt } from '../support/stories/servedTakeIt.ts';
import { aCity, aTrip } from '../support/trips.ts';

const password = 'Berlin-2-Cairo';
const tokenSeconds = 8;
let host: ServedTakeIt;
/** Somebody else, who posts trips to find and asks for a place on the client's. */
let neighbour: ClientProcess;
let neighboursEmail: string;
let people = 0;

beforeAll(async () => {
  host = await ServedTakeIt.start(await shared('assembly'), tokenSeconds);
  neighbour = new ClientProcess('plainFetchMain', host.outputs, host.certificate);
  neighboursEmail = await arrives(neighbour);
}, 240_000);
afterAll(async () => {
  await neighbour.end();
  await host.kill();
});

function aClient(name: string, outputs = host.outputs): ClientProcess {
  const client = new ClientProcess(name, outputs, host.certificate);
  onTestFinished(() => client.end());
  return client;
}

/** Signs somebody new up and in, with the code that the host prints. Answers the e-mail address. */
async function arrives(client: ClientProcess): Promise<string> {
  people += 1;
  const email = `visitor${people}@example.com`;
  await client.does('register', email, password);
  await client.does('confirm', email, await host.codeFor(email));
  await client.does('enter', email, password);
  await savesCard(email);
  return email;
}

/** Saves a contact card for somebody: posting a trip needs a name, and sending a request needs a card. */
async function savesCard(email: string): Promise<void> {
  const { auth, custom } = JSON.parse(readFileSync(host.outputs, 'utf8')) as {
    auth: { user_pool_endpoint: string; user_pool_client_id: string };
    custom: { local: { url: string } };
  };
  const signIn = await fetch(auth.user_pool_endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      ClientId: auth.user_pool_client_id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  });
  const { AuthenticationResult } = (await signIn.json()) as { AuthenticationResult: { AccessToken: string } };
  const query = 'mutation ($input: ContactsInput!) { saveContacts(input: $input) { name } }';
  const saved = await fetch(custom.local.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: AuthenticationResult.AccessToken },
    body: JSON.stringify({ query, variables: { input: { name: 'Visitor', email } } }),
  });
  expect(await saved.json()).toEqual({ data: { saveContacts: { name: 'Visitor' } } });
}

/** The ID token that a client has now. */
async function tokenOf(client: ClientProcess): Promise<string> {
  const token: unknown = await client.does('token');
  if (typeof token !== 'string') throw new Error(`The client has no token: ${JSON.stringify(token)}`);
  return token;
}

/** What the neighbour does, by a token that has not expired. */
async function neighbourDoes(name: string, ...values: readonly unknown[]) {
  await neighbour.does('enter', neighboursEmail, password);
  return await neighbour.does(name, ...values);
}

async function requestsAPlace(tripId: string): Promise<void> {
  expect(await neighbourDoes('request', tripId)).toMatchObject({ data: { sendRequest: { status: 'PENDING' } } });
}

async function posts(client: ClientProcess, fromCity: string): Promise<string> {
  const answer = (await client.does('post', aTrip({ fromCity }))) as { data?: { createTrip: { id: string } } };
  if (answer.data === undefined) throw new Error(`The trip was not posted: ${JSON.stringify(answer)}`);
  return answer.data.createTrip.id;
}

const rejected = {
  rejected: {
    errorType: 'ValidationError',
    errorInfo: { field: 'toCity', rule: 'different' },
    message: expect.any(String) as unknown,
  },
};

/** The outputs file with the plain address, for clients that turn `http:` into `wss:` or `ws:`. */
function plainOutputs(): string {
  const outputs = JSON.parse(readFileSync(host.outputs, 'utf8')) as {
    data: { url: string };
    custom: { local: { url: string } };
  };
  outputs.data.url = outputs.custom.local.url;
  const file = join(host.folder, 'plain_outputs.json');
  writeFileSync(file, JSON.stringify(outputs));
  return file;
}

const AT_PLAIN_ADDRESS: [string, string, () => string][] = [
  ['aws-amplify at the plain address', 'amplifyMain', plainOutputs],
  ['Apollo Client at the plain address', 'apolloMain', plainOutputs],
];

describe('a client of docs/clients.md signs up, asks, listens and is rejected', { timeout: 180_000 }, () => {
  it.each([
    ['aws-amplify', 'amplifyMain', () => host.outputs],
    ['Apollo Client', 'apolloMain', () => host.outputs],
    ['plain fetch', 'plainFetchMain', () => host.outputs],
    ...(SIZES.plainAddress ? AT_PLAIN_ADDRESS : []),
  ])('%s', async (_what, name, outputs) => {
    const client = aClient(name, outputs());
    await arrives(client);
    const city = aCity();
    expect(await neighbourDoes('post', aTrip({ fromCity: city }))).toHaveProperty('data.createTrip.id');
    expect(await client.does('search', city)).toMatchObject({ data: { searchTrips: { items: [{ fromCity: city }] } } });

    const id = await posts(client, city);
    expect(await client.does('post', aTrip({ fromCity: city, toCity: city }))).toMatchObject(rejected);

    await client.does('watch');
    await client.shows('that it is subscribed', ({ acknowledged }) => acknowledged === true);
    await requestsAPlace(id);
    const update = await client.shows('the request', (event) => 'onRequestUpdate' in event);
    expect(update).toMatchObject({ onRequestUpdate: { status: 'PENDING' } });
  });
});

describe('what amplify-flutter sends and reads', { timeout: 180_000 }, () => {
  it('finds a healthy API, subscribes with the header in the address, and can read every rejection', async () => {
    const { data } = JSON.parse(readFileSync(host.outputs, 'utf8')) as { data: { url: string } };
    const amplify = aClient('amplifyMain');
    await arrives(amplify);
    const flutter = new FlutterClient(data.url, host.certificate, await tokenOf(amplify));
    expect(await flutter.ping()).toBe('healthy');

    const listening = await flutter.subscribe('subscription { onRequestUpdate { requestId status } }');
    onTestFinished(() => listening.close());
    const city = aCity();
    const post = 'mutation Post($input: CreateTripInput!) { createTrip(input: $input) { id } }';
    const posted = await flutter.ask(post, { input: aTrip({ fromCity: city }) });
    expect(posted.errors).toEqual([]);
    await requestsAPlace((posted.data as { createTrip: { id: string } }).createTrip.id);
    let message = await listening.next();
    while (message.type === 'ka') message = await listening.next();
    expect(message).toMatchObject({
      type: 'data',
      id: 'flutter',
      payload: { data: { onRequestUpdate: { status: 'PENDING' } } },
    });

    const fresh = new FlutterClient(data.url, host.certificate, await tokenOf(amplify));
    const rejections = await Promise.all([
      fresh.ask(post, { input: aTrip({ fromCity: city, toCity: city }) }),
      fresh.ask('mutation { acceptRequest(id: "none") { id } }', {}),
      fresh.ask('mutation { deleteTrip(id: "2022-10-15-22-35-18-213147_nobody") { id } }', {}),
      fresh.ask('{ nothing }', {}),
      fresh.ask('{', {}),
      new FlutterClient(data.url, host.certificate, 'meow').ask('{ account { id } }', {}),
    ]);
    for (const { errors } of rejections) expect(errors.length).toBeGreaterThan(0);
    expect(rejections[0].errors[0]).toMatchObject(rejected.rejected);
  });
});

// It waits for tokens to expire and starts the host again.
if (SIZES.nightly) {
  it(
    'aws-amplify with its defaults outlives its tokens and the host, and leaves everywhere',
    { timeout: 400_000 },
    async () => {
      const phone = aClient('amplifyMain');
      const email = await arrives(phone);
      const city = aCity();
      const id = await posts(phone, city);
      await phone.does('watch');
      await phone.shows('that it is subscribed', ({ acknowledged }) => acknowledged === true);
      await requestsAPlace(id);
      await phone.shows('the first request', (event) => 'onRequestUpdate' in event);

      const token = async () => claimsOf(await tokenOf(phone));
      const first = await token();
      await until(() => Number(first['exp']) * 1_000 < Date.now(), 'the token has expired', 2 * tokenSeconds * 1_000);
      expect(await phone.does('search', city)).toMatchObject({ data: { searchTrips: { items: [] } } });
      const second = await token();
      expect(second['jti']).not.toBe(first['jti']);
      expect([second['auth_time'], second['origin_jti']]).toEqual([first['auth_time'], first['origin_jti']]);

      await host.restart();
      expect(await phone.does('search', city)).toMatchObject({ data: { searchTrips: { items: [] } } });
      await phone.shows('that it is subscribed again', ({ acknowledged }) => acknowledged === true, 150_000);
      await requestsAPlace(await posts(phone, city));
      await phone.shows('the second request', (event) => 'onRequestUpdate' in event);
      expect((await token())['origin_jti']).toBe(first['origin_jti']);

      const laptop = aClient('amplifyMain');
      await laptop.does('enter', email, password);
      const expires = Number(claimsOf(await tokenOf(laptop))['exp']);
      await phone.does('leaveEverywhere');
      await until(() => expires * 1_000 < Date.now(), 'the laptop’s token has expired', 2 * tokenSeconds * 1_000);
      await expect(laptop.does('search', city)).rejects.toThrow();
      await laptop.shows('that its session is over', ({ auth }) => auth === 'tokenRefresh_failure');
      await phone.does('enter', email, password);
      expect(await phone.does('search', city)).toMatchObject({ data: { searchTrips: { items: [] } } });
    },
  );
}
