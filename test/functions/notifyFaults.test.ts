import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { deviceKey, tokenKey } from '../../domain/keys.ts';
import { type CallName, fcmError } from '../support/functions/fakeGoogle.ts';
import { aDevice, aNotifying, aRecipient, aRequest, type Notifying } from '../support/functions/notifying.ts';

/** The calls of one event whose delivery fails in part at first: one device is busy, and one is gone. */
const TABLE_CALLS = ['GetItemCommand', 'QueryCommand', 'TransactWriteItemsCommand', 'UpdateItemCommand'] as const;
const HTTP_CALLS: readonly CallName[] = ['secret', 'token', 'send'];
const FAULTS = ['crash before', 'crash after', 'throttle', 'lost answer'] as const;
type Fault = (typeof FAULTS)[number];

let push: Notifying;
/** The fault that the next matching call to the table meets. */
const planned: { call: string; fault: Fault | null } = { call: '', fault: null };
/** After a crash nothing works until Lambda invokes the function again. */
const process = { isDead: false };

beforeAll(async () => {
  push = await aNotifying();
  const outer =
    (next: (args: never) => Promise<never>, { commandName = '' }: { commandName?: string }) =>
    async (args: never) => {
      if (process.isDead) throw new Error('The process is dead.');
      const isMet = commandName === planned.call;
      const fault = isMet ? planned.fault : null;
      if (isMet) planned.fault = null;
      if (fault === 'crash before') die();
      const answer = await next(args);
      if (fault === 'crash after') die();
      if (fault === 'lost answer') throw new Error('The answer is lost.');
      return answer;
    };
  push.dynamodb.middlewareStack.add(outer as never, { step: 'initialize' });
  // Where the AWS SDK tries again.
  const inner =
    (next: (args: never) => Promise<never>, { commandName = '' }: { commandName?: string }) =>
    async (args: never) => {
      if (commandName !== planned.call || planned.fault !== 'throttle') return next(args);
      planned.fault = null;
      const error = new Error('Slow down.');
      throw Object.assign(error, {
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 400 },
        $retryable: { throttling: true },
      });
    };
  push.dynamodb.middlewareStack.add(inner as never, { step: 'deserialize', priority: 'high' });
});
afterAll(() => push.close());
afterEach(() => {
  push.google.forget();
});

function die(): never {
  process.isDead = true;
  throw new Error('The process dies.');
}

const HTTP_FAULTS = {
  throttle: { status: 429, headers: { 'retry-after': '0' }, body: { __type: 'ThrottlingException' } },
  failure: { status: 500 },
  'lost answer': { status: 200, isLost: true },
} as const;

interface Scene {
  readonly amira: string;
  readonly fine: string;
  readonly busy: string;
  readonly gone: string;
}

/** The busy device makes the first try fail in part, so what was delivered is written down. */
async function aScene(): Promise<Scene> {
  push.forgetAccessToken();
  const amira = await aRecipient(push);
  const [fine, busy, gone] = [await aDevice(push, amira), await aDevice(push, amira), await aDevice(push, amira)];
  push.google.plan('send', [fcmError(429, 'QUOTA_EXCEEDED')], busy);
  push.google.plan(
    'send',
    Array.from({ length: 9 }, () => fcmError(404, 'UNREGISTERED')),
    gone,
  );
  return { amira, fine, busy, gone };
}

/** Nothing is lost, and each device gets the revision. */
async function expectDelivered({ amira, fine, busy, gone }: Scene): Promise<void> {
  const taken = push.google.messages.map(({ token }) => token);
  expect(taken).toEqual(expect.arrayContaining([fine, busy]));
  expect(taken).not.toContain(gone);
  for (const key of [deviceKey(amira, gone), tokenKey(gone)]) expect(await push.table.stored(key)).toBeUndefined();
  for (const token of [fine, busy]) expect(await push.table.stored(deviceKey(amira, token))).toBeDefined();
}

const revive = () => {
  process.isDead = false;
};

describe('A notification is delivered though a call to the table meets', () => {
  const cells = TABLE_CALLS.flatMap((call) => FAULTS.map((fault) => [fault, call] as const));
  it.each(cells)('%s: %s', async (fault, call) => {
    const scene = await aScene();
    Object.assign(planned, { call, fault });
    await push.deliver([aRequest(scene.amira)], revive);
    expect(planned.fault).toBeNull();
    await expectDelivered(scene);
  });
});

describe('A notification is delivered though a call over HTTP meets', () => {
  const faults = Object.keys(HTTP_FAULTS) as (keyof typeof HTTP_FAULTS)[];
  const cells = HTTP_CALLS.flatMap((call) => faults.map((fault) => [fault, call] as const));
  it.each(cells)('%s: %s', async (fault, call) => {
    const scene = await aScene();
    push.google.plan(call, [HTTP_FAULTS[fault]], call === 'send' ? scene.fine : '');
    await push.deliver([aRequest(scene.amira)], revive);
    expect(push.google.planned(call, call === 'send' ? scene.fine : '')).toBe(0);
    await expectDelivered(scene);
  });
});

it('A notification that fails three times fails the event, and keeps what is left', async () => {
  const scene = await aScene();
  push.google.plan(
    'send',
    Array.from({ length: 9 }, () => fcmError(429, 'QUOTA_EXCEEDED')),
    scene.busy,
  );
  await expect(push.deliver([aRequest(scene.amira)])).rejects.toMatchObject({ name: 'NotDelivered' });
  expect(push.google.messages.map(({ token }) => token)).toEqual([scene.fine]);
  // An operator hands the dead letter to the function again.
  push.google.forget();
  await push.invoke([aRequest(scene.amira)]);
  expect(push.google.messages.map(({ token }) => token)).toEqual([scene.busy]);
});
