import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { createFaults } from '../../../local/faults/faults.ts';
import type { FaultRule } from '../../../local/faults/rule.ts';
import { anFcm, type Fcm } from '../../support/host/fcm.ts';

const faults = createFaults();
let fcm: Fcm;
beforeAll(async () => {
  fcm = await anFcm(faults);
});
afterAll(() => fcm.close());
beforeEach(() => {
  faults.clear();
});

let sent = 0;
const aToken = () => `phone-${(sent += 1)}`;
const push = (token: string) => fcm.send({ token, notification: { title: 'x' } });

describe('a fault of FCM', () => {
  it.each<[FaultRule & { readonly fault: string }, number, string, string | null]>([
    [{ push: '*', fault: 'UNREGISTERED' }, 404, 'NOT_FOUND', null],
    [{ push: '*', fault: 'INVALID_ARGUMENT' }, 400, 'INVALID_ARGUMENT', null],
    [{ push: '*', fault: 'SENDER_ID_MISMATCH' }, 403, 'PERMISSION_DENIED', null],
    [{ push: '*', fault: 'QUOTA_EXCEEDED' }, 429, 'RESOURCE_EXHAUSTED', '60'],
    [{ push: '*', fault: 'QUOTA_EXCEEDED', retryAfterSeconds: 2 }, 429, 'RESOURCE_EXHAUSTED', '2'],
    [{ push: '*', fault: 'UNAVAILABLE' }, 503, 'UNAVAILABLE', null],
    [{ push: '*', fault: 'UNAVAILABLE', retryAfterSeconds: 3 }, 503, 'UNAVAILABLE', '3'],
    [{ push: '*', fault: 'INTERNAL' }, 500, 'INTERNAL', null],
    [{ push: '*', fault: 'THIRD_PARTY_AUTH_ERROR' }, 401, 'UNAUTHENTICATED', null],
  ])('%j answers %i %s, once, and delivers nothing', async (rule, code, status, retryAfter) => {
    const token = aToken();
    faults.add(rule);
    const answer = await push(token);
    expect(answer).toMatchObject({ status: code, retryAfter, body: { error: { code, status } } });
    const { details } = (answer.body as { error: { details: object[] } }).error;
    expect(details[0]).toMatchObject({ errorCode: rule.fault });
    expect(fcm.pushes.of(token)).toEqual([]);
    expect(await push(token)).toMatchObject({ status: 200 });
  });

  it('meets only the devices that it names, and as many messages as it says', async () => {
    faults.add({ push: 'old-*', skip: 1, times: 2, fault: 'UNREGISTERED' });
    const statuses = [];
    for (const token of ['new-1', 'old-1', 'old-2', 'new-2', 'old-1', 'old-2']) {
      statuses.push((await push(token)).status);
    }
    expect(statuses).toEqual([200, 200, 404, 200, 404, 200]);
  });

  it('may lose the answer of a message that it delivers', async () => {
    const token = aToken();
    faults.add({ push: token, fault: 'UNAVAILABLE', when: 'after' });
    expect(await push(token)).toMatchObject({ status: 503 });
    expect(fcm.pushes.of(token)).toHaveLength(1);
  });

  it('may make it slow', async () => {
    const token = aToken();
    faults.add({ push: token, fault: 'slow', milliseconds: 80 });
    const began = performance.now();
    expect(await push(token)).toMatchObject({ status: 200 });
    expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  });

  it('may never answer', async () => {
    const token = aToken();
    const hanging = faults.add({ push: token, fault: 'hangs', when: 'after' });
    const cut = new AbortController();
    const answer = fcm.send({ token, data: { a: 'b' } }, { signal: cut.signal });
    expect(await hanging.hit).toMatchObject({ push: token, service: 'fcm', operation: 'send', caller: 'caller' });
    expect(fcm.pushes.of(token)).toHaveLength(1);
    cut.abort();
    await expect(answer).rejects.toThrow('aborted');
  });

  it('may end the environment that sends', async () => {
    const token = aToken();
    const killing = faults.add({ push: token, fault: 'killed' });
    const cut = new AbortController();
    const answer = fcm.send({ token, data: { a: 'b' } }, { signal: cut.signal });
    await killing.hit;
    expect(fcm.killed).toContain('caller/1');
    cut.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});

it.each<[FaultRule, number, string]>([
  [{ service: 'fcm', operation: 'token', fault: 'failed' }, 500, 'internal_failure'],
  [{ service: 'fcm', operation: 'token', fault: 'throttled' }, 429, 'rate_limit_exceeded'],
])('%j makes the exchange of a token answer %i', async (rule, status, error) => {
  faults.add(rule);
  const response = await fetch(fcm.key.token_uri, { method: 'POST' });
  expect([response.status, await response.json()]).toEqual([status, { error }]);
});

it('records a message as a call of its function', async () => {
  const token = aToken();
  await push(token);
  const [call] = faults.calls();
  expect(call).toMatchObject({ service: 'fcm', operation: 'send', caller: 'caller', push: token });
});
