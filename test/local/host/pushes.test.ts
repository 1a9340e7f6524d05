import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createFaults } from '../../../local/faults/faults.ts';
import type { FaultRule } from '../../../local/faults/rule.ts';
import type { Host } from '../../../local/host/types.ts';
import { synthesizePushes } from '../../support/host/pushApp.ts';
import { exchange, requestText } from '../../support/host/rawHttp.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { until } from '../../support/processes.ts';

const faults = createFaults();
const problems: unknown[] = [];
let host: Host;
beforeAll(async () => {
  host = await startSharingHost({
    assembly: synthesizePushes(),
    faults,
    asynchronous: { retryMilliseconds: 10 },
    onError: (error) => problems.push(error),
  });
  // Both functions load the AWS SDK once. That takes long on a busy machine, and must not count as a test's time.
  await until(async () => JSON.stringify(await tell('warm', 'x')).includes('202'), 'the functions run', 120_000);
  await host.pushes?.received('warm');
}, 180_000);
afterAll(async () => {
  await host.close();
  expect(problems).toEqual([]);
});
beforeEach(() => {
  faults.clear();
});

/** Has the app send a push. */
async function tell(device: string, text: string, at: Host = host): Promise<unknown> {
  const [key = ''] = at.api.apiKeys ?? [];
  const query = `{ tell(device: "${device}", text: "${text}") }`;
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  return (await fetch(at.url, { method: 'POST', headers, body: JSON.stringify({ query }) })).json();
}

const read = (path: string) => fetch(new URL(path, host.url));

describe('a function that another function invokes', () => {
  it('sends a push by FCM, which the host shows as JSON and as a page', async () => {
    expect(await tell('phone', '<b>Riga</b>')).toEqual({ data: { tell: '202' } });
    await host.pushes?.received('phone');
    const shown = await read('/_local/pushes?token=phone');
    expect(await shown.json()).toMatchObject({
      devices: [{ token: 'phone', pushes: [{ title: '<b>Riga</b>', visible: true }] }],
    });
    const page = await read('/console/pushes');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<strong>&lt;b&gt;Riga&lt;/b&gt;</strong>');
  });

  it('is tried again when it fails, and its caller waits for nothing', async () => {
    const down = faults.add({ push: 'late', fault: 'UNAVAILABLE' });
    expect(await tell('late', 'x')).toEqual({ data: { tell: '202' } });
    expect(await host.pushes?.received('late')).toHaveLength(1);
    expect(down.hits()).toBe(1);
  });

  it('leaves a record in the queue of its destination and its event in the dead-letter queue', async () => {
    const before = host.deadLetters().length;
    faults.add({ push: 'never', fault: 'UNAVAILABLE', times: 2 });
    await tell('never', 'x');
    await until(() => host.deadLetters().length === before + 2, 'both dead letters come');
    expect(host.deadLetters().slice(before)).toMatchObject([
      {
        destination: expect.stringContaining('Failed') as string,
        message: {
          requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
          requestPayload: { device: 'never' },
          responsePayload: { errorMessage: 'FCM answered 503' },
        },
      },
      { destination: expect.stringContaining('Discarded') as string, message: { device: 'never' } },
    ]);
  });

  it('continues after its environment was killed at a push', async () => {
    const killing = faults.add({ push: 'killed', caller: '*Notify*', fault: 'killed' });
    await tell('killed', 'x');
    expect(await killing.hit).toMatchObject({ operation: 'send' });
    expect(await host.pushes?.received('killed')).toHaveLength(1);
  });

  it.each<[string, FaultRule, string]>([
    ['throttles', { service: 'lambda', caller: '*Tell*', fault: 'throttled' }, 'Rate Exceeded.'],
    ['fails', { operation: 'Invoke', caller: '*Tell*', fault: 'failed' }, 'The service encountered an internal error.'],
  ])('is not invoked where Lambda %s the call', async (_what, rule, message) => {
    faults.add(rule);
    expect(await tell('nobody', 'x')).toMatchObject({
      data: { tell: null },
      errors: [{ errorType: 'Lambda:Unhandled', message }],
    });
    expect(faults.calls().filter(({ invocation }) => invocation?.includes('Notify'))).toEqual([]);
  });

  it('runs for the queue, as a rule of faults can say', async () => {
    const failed = faults.add({ invocation: '*Notify*', caller: 'queue', fault: 'failed' });
    await tell('again', 'x');
    expect(await failed.hit).toMatchObject({ caller: 'queue', input: { device: 'again' } });
    expect(await host.pushes?.received('again')).toHaveLength(1);
  });
});

it('lets the developer invoke functions with the keys of the host', async () => {
  const { region, credentials, lambdaEndpoint: endpoint = '' } = host;
  await tell('named', 'x');
  const { invocation: FunctionName } = await faults.called({ invocation: '*Notify*' });
  const client = new LambdaClient({ region, credentials, endpoint });
  await client.send(new InvokeCommand({ FunctionName, Payload: '{"device":"own","text":"y"}' }));
  expect(host.pushes?.of('own')).toMatchObject([{ title: 'y' }]);
  client.destroy();
});

it('answers requests for pushes to this machine alone', async () => {
  const answer = await exchange(Number(new URL(host.url).port), requestText('/_local/pushes', { host: 'a.example' }));
  expect(answer).toMatch(/^HTTP\/1\.1 403/);
});

describe('an app', () => {
  it('without FCM has no pushes, and without the permission its function may invoke no other', async () => {
    const other = await startSharingHost({ assembly: synthesizePushes({ variables: {}, grants: false }) });
    expect(other.pushes).toBeUndefined();
    expect((await fetch(new URL('/_local/pushes', other.url))).status).toBe(404);
    expect(await tell('phone', 'x', other)).toMatchObject({
      errors: [{ message: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction') as string }],
    });
    await other.close();
  });

  it('whose function names no secret is refused with one sentence, unless it has another variable', async () => {
    const variables = { FCM: 'https://fcm.googleapis.com', KEY: 'fcm', FCM_PROJECT: 'take-off' };
    const assembly = synthesizePushes({ variables });
    await expect(startSharingHost({ assembly })).rejects.toThrow(
      /^The function Pushes-Notify\w+ uses FCM, but has no variable FCM_SECRET: add it, or name others with/,
    );
    const other = await startSharingHost({ assembly, fcm: { secretVariable: 'KEY' } });
    expect(other.pushes?.devices()).toEqual([]);
    await other.close();
  });
});
