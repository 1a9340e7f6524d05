import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { accountKey, blockKey, deviceKey, tokenKey } from '../../domain/keys.ts';
import { type Answer, fcmError } from '../support/functions/fakeGoogle.ts';
import { meanwhileIn } from '../support/functions/meanwhile.ts';
import {
  aDevice,
  aFoundTrip,
  aNotifying,
  aRecipient,
  aRequest,
  type Notifying,
} from '../support/functions/notifying.ts';

/** The pauses that the function has made, in milliseconds. */
const pauses: number[] = vi.hoisted(() => []);
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  },
}));

const BUSY: Answer = { status: 503, body: { error: { code: 503, status: 'UNAVAILABLE' } } };

let push: Notifying;
let meanwhile: ReturnType<typeof meanwhileIn>;
let amira: string;
beforeAll(async () => {
  push = await aNotifying();
  meanwhile = meanwhileIn(push.dynamodb);
});
afterAll(() => push.close());
beforeEach(async () => {
  push.google.forget();
  push.logged.length = 0;
  pauses.length = 0;
  amira = await aRecipient(push);
});

afterEach(() => {
  // Nobody can be found by what it logs.
  expect(push.logged.join('')).not.toMatch(/amira|jonas|fcm:|cairo|berlin|takeit|token-/i);
});

const device = (token: string, of = amira) => push.table.stored(deviceKey(of, token));
const tokensSent = () => push.google.messages.map(({ token }) => token).sort();
const titles = () => push.google.messages.map(({ notification }) => notification.title);

describe('A notification', () => {
  it('reaches every device of its person, each in its own language', async () => {
    const phones = [await aDevice(push, amira, 'de-AT'), await aDevice(push, amira, 'ar'), await aDevice(push, amira)];
    await aDevice(push, await aRecipient(push));
    await push.invoke([aRequest(amira)]);
    expect(tokensSent()).toEqual([...phones].sort());
    const textOn = (token: string | undefined) => push.google.messages.find((one) => one.token === token)?.notification;
    expect(textOn(phones[0])?.title).toContain('hat dir eine Anfrage geschickt');
    expect(textOn(phones[1])?.title).toContain('وصلك طلب من');
    expect(textOn(phones[2])?.title).toContain('sent you a request');
  });

  it('is in the language of the account where a device has none', async () => {
    await push.table.overwrite(accountKey(amira), { language: 'fr-CA' });
    await aDevice(push, amira);
    await aDevice(push, amira, 'de');
    await push.invoke([aRequest(amira)]);
    expect(titles().sort().join()).toMatch(/hat dir eine Anfrage .*,.* vous a envoyé une demande/);
  });

  it('tells the app which page to open, and has one id for each revision', async () => {
    await aDevice(push, amira);
    const request = aRequest(amira);
    await push.invoke([request, { ...request, revision: 2 }, { ...request, revision: 2 }]);
    const [first, ...others] = push.google.messages.sort(
      (one, other) => Number(one.data['revision']) - Number(other.data['revision']),
    );
    const { requestId, tripId } = request;
    expect(first?.data).toEqual({ kind: 'REQUEST', requestId, tripId, revision: '1' });
    const idsOf = [first, ...others].map((message) => {
      const { android, apns, webpush } = message as unknown as {
        android: { collapse_key: string; notification: { tag: string } };
        apns: { headers: Record<string, string> };
        webpush: { headers: Record<string, string>; notification: { tag: string } };
      };
      const ids = [
        android.collapse_key,
        android.notification.tag,
        apns.headers['apns-collapse-id'],
        webpush.headers['Topic'],
        webpush.notification.tag,
      ];
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).toMatch(/^[\w-]{32}$/);
      return ids[0];
    });
    expect(idsOf[1]).toBe(idsOf[2]);
    expect(idsOf[0]).not.toBe(idsOf[1]);
  });

  it.each([
    ['requests are turned off', { pushrequests: false }],
    ['the account is removed', { removing: 1 }],
    ['the account is suspended', { suspended: '2026-10-05T06:07:08.901Z' }],
  ])('is not sent when %s', async (_, account) => {
    amira = await aRecipient(push, account);
    await aDevice(push, amira);
    await push.invoke([aRequest(amira)]);
    expect(push.google.got).toEqual([]);
  });

  it('from somebody whom its person has blocked since is not sent, unless a request has ended', async () => {
    await aDevice(push, amira);
    const [got, tripId] = [aRequest(amira), aFoundTrip(amira).tripId];
    const sent = aRequest(amira, { role: 'SENT', tripId, requestId: `${tripId}_${amira}`, status: 'ACCEPTED' });
    const end = aRequest(amira, { revision: 2, status: 'CANCELLED', reason: 'BLOCKED' });
    const [others, theirs] = [aRequest(amira, { requestId: `${got.tripId}_noor-3` }), blockKey('jonas-2', amira)];
    await push.table.store({ ...blockKey(amira, 'jonas-2'), since: '2026-10-05T06:07:08.901Z' });
    await push.invoke([got, sent, aFoundTrip(amira), end, others]);
    const ids = () => push.google.messages.map(({ data }) => `${data['requestId']} ${data['revision']}`).sort();
    expect(ids()).toEqual([`${end.requestId} 2`, `${others.requestId} 1`].sort());
    // The other direction stops nothing that is on its way.
    push.google.messages.length = 0;
    await push.table.forget(blockKey(amira, 'jonas-2'));
    await push.table.store({ ...theirs, since: '2026-10-05T06:07:08.901Z' });
    await push.invoke([got, sent, aFoundTrip(amira)]);
    expect(push.google.messages).toHaveLength(3);
  });

  it('of an alert follows its own setting', async () => {
    const found = aFoundTrip(amira);
    await push.table.overwrite(accountKey(amira), { pushrequests: false });
    await aDevice(push, amira);
    await push.invoke([found, aRequest(amira)]);
    expect(push.google.messages.map(({ data }) => data)).toEqual([
      { kind: 'TRIP_FOUND', alertId: 'a1', tripId: found.tripId, version: '3' },
    ]);
    await push.table.overwrite(accountKey(amira), { pushalerts: false });
    await push.invoke([found]);
    expect(push.google.messages).toHaveLength(1);
  });

  it('reads the secret and gets an access token once in an environment', async () => {
    push.forgetAccessToken();
    await aDevice(push, amira);
    await aDevice(push, amira);
    await push.invoke([aRequest(amira)]);
    await push.invoke([aRequest(amira, { revision: 2 })]);
    expect([push.google.count('secret'), push.google.count('token'), push.google.count('send')]).toEqual([1, 1, 4]);
  });
});

describe('A device', () => {
  const UNFIT = 'type.googleapis.com/google.rpc.BadRequest';
  const badField = (field: string) => ({ '@type': UNFIT, fieldViolations: [{ field }] });

  it.each([
    ['is unregistered', fcmError(404, 'UNREGISTERED')],
    ['belongs to another project', fcmError(403, 'SENDER_ID_MISMATCH')],
    ['has a token that is none', fcmError(400, 'INVALID_ARGUMENT')],
    ['has a bad token', fcmError(400, 'INVALID_ARGUMENT', [badField('message.token')])],
  ])('that %s is deleted with its token, and the others get the message', async (_, answer) => {
    const [gone, fine] = [await aDevice(push, amira), await aDevice(push, amira)];
    push.google.plan('send', [answer], gone);
    await push.invoke([aRequest(amira)]);
    expect(tokensSent()).toEqual([fine]);
    expect([await device(gone), await push.table.stored(tokenKey(gone))]).toEqual([undefined, undefined]);
    expect(await device(fine)).toBeDefined();
  });

  it('that registers again in the meantime stays', async () => {
    const token = await aDevice(push, amira);
    const stored = await device(token);
    push.google.plan('send', [fcmError(404, 'UNREGISTERED')]);
    const again = { ...stored, seen: '2027-01-01T00:00:00.000Z' };
    meanwhile('TransactWriteItems', () => push.table.store(again));
    await push.invoke([aRequest(amira)]);
    expect(await device(token)).toEqual(again);
    expect(await push.table.stored(tokenKey(token))).toBeDefined();
  });

  it.each([
    ['a message that FCM finds wrong', fcmError(400, 'INVALID_ARGUMENT', [badField('message.data[0].value')])],
    ['a role that is missing', { status: 403, body: { error: { status: 'PERMISSION_DENIED' } } }],
    ["a key of Apple's that is wrong", fcmError(401, 'THIRD_PARTY_AUTH_ERROR')],
  ])('stays, and the function fails at once, because of %s', async (_, answer) => {
    const token = await aDevice(push, amira);
    push.google.plan('send', [answer]);
    await expect(push.invoke([aRequest(amira)])).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(push.google.count('send')).toBe(1);
    expect(await device(token)).toBeDefined();
  });
});

describe('A push service in trouble', () => {
  beforeEach(() => aDevice(push, amira));

  it('is asked again after a pause that doubles', async () => {
    push.google.plan('send', [BUSY, BUSY, { status: 500 }]);
    await push.invoke([aRequest(amira)]);
    expect(push.google.messages).toHaveLength(1);
    expect(pauses).toHaveLength(3);
    for (const [at, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(500 * 2 ** at);
      expect(pause).toBeLessThanOrEqual(1_000 * 2 ** at);
    }
  });

  it('is asked again when it says, in seconds or as a date', async () => {
    const date = new Date(Date.now() + 9_000).toUTCString();
    const later = (retryAfter: string) => ({
      ...fcmError(429, 'QUOTA_EXCEEDED'),
      headers: { 'retry-after': retryAfter },
    });
    push.google.plan('send', [later('7'), later(date)]);
    await push.invoke([aRequest(amira)]);
    expect(pauses[0]).toBe(7_000);
    expect(pauses[1]).toBeGreaterThan(7_000);
    expect(push.google.messages).toHaveLength(1);
  });

  it('is left alone for a minute after a 429 without a time: Lambda repeats the event', async () => {
    push.google.plan('send', [fcmError(429, 'QUOTA_EXCEEDED')]);
    await expect(push.invoke([aRequest(amira)])).rejects.toMatchObject({ name: 'NotDelivered' });
    expect([push.google.count('send'), pauses]).toEqual([1, []]);
    expect(push.logged.join('')).toContain('QUOTA_EXCEEDED');
  });

  it('is not asked when the function has no time left', async () => {
    push.google.plan('send', [BUSY]);
    await expect(push.invoke([aRequest(amira)], 6)).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(push.google.count('send')).toBe(1);
  });

  it('gets no first try either when the function has no time left', async () => {
    await expect(push.invoke([aRequest(amira)], 5)).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(push.google.count('send')).toBe(0);
    expect(push.logged.join('')).toContain('OutOfTime');
  });

  it('that rejects an access token gets another one, once', async () => {
    await push.invoke([aRequest(amira)]);
    push.google.plan('send', [{ status: 401 }]);
    await push.invoke([aRequest(amira, { revision: 2 })]);
    expect(push.google.messages).toHaveLength(2);
    expect(push.google.accessTokens.size).toBe(2);
    push.google.plan('send', [{ status: 401 }, { status: 401 }]);
    await expect(push.invoke([aRequest(amira, { revision: 3 })])).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(push.google.count('send')).toBe(5);
  });

  it('gets nothing twice after a partial failure', async () => {
    const slow = await aDevice(push, amira);
    push.google.plan('send', [fcmError(429, 'QUOTA_EXCEEDED'), fcmError(429, 'QUOTA_EXCEEDED')], slow);
    const events = [aRequest(amira), aRequest(amira, { revision: 2 })];
    expect(await push.deliver(events)).toBe(2);
    expect(tokensSent().filter((token) => token === slow)).toHaveLength(2);
    expect(push.google.messages).toHaveLength(4);
    expect(new Set(push.google.messages.map(({ token, data }) => `${token} ${data['revision']}`)).size).toBe(4);
  });

  it('delays no other person of the same event', async () => {
    const jonas = await aRecipient(push);
    const fine = await aDevice(push, jonas);
    const always = Array.from({ length: 30 }, () => fcmError(429, 'QUOTA_EXCEEDED'));
    for (const { created } of await push.table.everythingOf(amira, 'device_')) {
      push.google.plan('send', always, String(created).slice('device_'.length));
    }
    await expect(push.deliver([aRequest(amira), aRequest(jonas)])).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(tokensSent()).toEqual([fine]);
  });
});

it('A token service that does not answer takes no more than the time of the function', async () => {
  push.forgetAccessToken();
  await aDevice(push, amira);
  push.google.plan('token', [{ status: 0, isSilent: true }]);
  const began = performance.now();
  await expect(push.invoke([aRequest(amira)], 6.5)).rejects.toMatchObject({ name: 'NotDelivered' });
  expect(performance.now() - began).toBeLessThan(6_000);
  expect(push.google.count('send')).toBe(0);
  push.forgetAccessToken();
});

describe('A wrong secret', () => {
  it.each([
    ['is no JSON', 'MIIEvQ-secret'],
    ['has no key', '{"client_email":"a@b.c","token_uri":"https://oauth2.googleapis.com/token"}'],
    ['has no address for tokens', '{"client_email":"a@b.c","private_key":"secret","token_uri":"here"}'],
  ])('that %s fails the function and is not in its log', async (_, SecretString) => {
    push.forgetAccessToken();
    await aDevice(push, amira);
    push.google.plan('secret', [{ status: 200, body: { SecretString } }]);
    await expect(push.invoke([aRequest(amira)])).rejects.toMatchObject({ name: 'NotDelivered' });
    expect(push.logged.join('')).toContain('NotAKey');
    expect(push.logged.join('')).not.toMatch(/secret"|MIIEvQ|a@b/);
    // Once it is right, the next try works.
    await push.invoke([aRequest(amira)]);
    expect(push.google.messages).toHaveLength(1);
  });
});
