import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { anFcm, type Fcm } from '../../support/host/fcm.ts';

let fcm: Fcm;
beforeAll(async () => {
  fcm = await anFcm();
});
afterAll(() => fcm.close());

const violation = { '@type': 'type.googleapis.com/google.rpc.BadRequest' };

describe('a message to a device', () => {
  it('is answered with its name and kept as the device shows it', async () => {
    const message = {
      token: 'phone:1',
      data: { kind: 'request' },
      notification: { title: 'Amira', body: 'Riga → Bonn' },
      android: {
        collapse_key: 'r1',
        priority: 'high',
        ttl: '3600s',
        notification: { tag: 'r1', channel_id: 'requests', notification_count: 2, event_time: '2026-11-30T16:00:00Z' },
      },
      apns: {
        headers: { 'apns-collapse-id': 'r1', 'apns-priority': '10' },
        payload: { aps: { sound: 'default', 'thread-id': 'x' }, custom: [1] },
      },
      webpush: { headers: { TTL: '60' }, notification: { icon: '/i.png' }, fcm_options: { link: 'https://a.example' } },
      fcm_options: { analytics_label: 'a' },
    };
    const { status, body } = await fcm.send(message);
    expect(status).toBe(200);
    expect(body).toEqual({ name: expect.stringMatching(/^projects\/take-off\/messages\/0:\d+%\w+$/) as string });
    const [push, ...rest] = fcm.pushes.of('phone:1');
    expect(rest).toEqual([]);
    expect(push).toMatchObject({
      ...(body as object),
      title: 'Amira',
      body: 'Riga → Bonn',
      data: { kind: 'request' },
      collapseId: 'r1',
      visible: true,
      message: { android: { collapseKey: 'r1', notification: { channelId: 'requests' } } },
    });
  });

  it('replaces the one with its collapse id on the same device alone', async () => {
    const collapsing = (token: string, id: string, title: string) =>
      fcm.send({ token, notification: { title }, apns: { headers: { 'apns-collapse-id': id } } });
    await collapsing('first', 'r1', 'old');
    await collapsing('first', 'r2', 'other');
    await collapsing('second', 'r1', 'second');
    await collapsing('first', 'r1', 'new');
    const shown = (token: string) => fcm.pushes.of(token).filter(({ visible }) => visible);
    expect(shown('first').map(({ title }) => title)).toEqual(['other', 'new']);
    expect(shown('second').map(({ title }) => title)).toEqual(['second']);
    expect(await fcm.pushes.received('first', 3)).toHaveLength(3);
  });

  it('is not shown if it has data alone, or is only validated', async () => {
    await fcm.send({ token: 'silent', data: { a: 'b' } });
    expect(fcm.pushes.of('silent')).toMatchObject([{ title: null, body: null, collapseId: null, visible: false }]);
    const { body } = await fcm.send({ token: 'silent', data: { a: 'b' } }, { validateOnly: true });
    expect(body).toEqual({ name: 'projects/take-off/messages/fake_message_id' });
    expect(fcm.pushes.of('silent')).toHaveLength(1);
  });

  it('shows what its Android or Apple block says instead of the common words', async () => {
    await fcm.send({
      token: 'words',
      notification: { title: 'a', body: 'b' },
      android: { notification: { title: 'A' } },
    });
    await fcm.send({ token: 'words', apns: { payload: { aps: { alert: { title: 'c', body: 'd' } } } } });
    const shown = fcm.pushes.of('words').map(({ title, body }) => [title, body]);
    expect(shown).toEqual([
      ['A', 'b'],
      ['c', 'd'],
    ]);
  });

  it('takes 4096 bytes and topics, and delivers a topic to no device', async () => {
    const overhead = JSON.stringify({ data: { k: '' }, notification: {} }).length;
    const filled = (bytes: number) => ({ data: { k: 'x'.repeat(bytes - overhead) } });
    const before = fcm.pushes.devices().length;
    expect(await fcm.send({ token: 'big', ...filled(4_096) })).toMatchObject({ status: 200 });
    expect(await fcm.send({ topic: 'news', ...filled(2_048) })).toMatchObject({ status: 200 });
    expect(await fcm.send({ token: 'big', ...filled(4_097) })).toMatchObject({ status: 400 });
    expect(await fcm.send({ topic: 'news', ...filled(2_049) })).toMatchObject({ status: 400 });
    expect(fcm.pushes.devices()).toHaveLength(before + 1);
  });
});

describe('a message that is not as documented', () => {
  const token = 'wrong';
  it.each<[string, object, string, string]>([
    ['an unknown field', { token, text: 'x' }, 'message', 'Unknown name "text" at \'message\': Cannot find field.'],
    [
      'an unknown field of a block',
      { token, android: { notification: { colour: 'red' } } },
      'message.android.notification',
      'Unknown name "colour" at \'message.android.notification\': Cannot find field.',
    ],
    [
      'a number as data',
      { token, data: { n: 12 } },
      'message.data[0].value',
      "Invalid value at 'message.data[0].value' (TYPE_STRING), 12",
    ],
    ['two targets', { token, topic: 'a' }, 'message', "oneof field 'target' is already set. Cannot set 'topic'"],
    ['no target', { data: { a: 'b' } }, 'message', 'Recipient of the message is not set.'],
    ['the data key from', { token, data: { from: 'x' } }, 'message.data', 'Invalid data payload key: from'],
    [
      'the data key message_type',
      { token, data: { message_type: 'x' } },
      'message.data',
      'Invalid data payload key: message_type',
    ],
    ['a data key of Google', { token, android: { data: { 'google.x': 'x' } } }, 'message.android.data', 'google.x'],
    ['a data key of GCM', { token, data: { 'gcm.notification.x': 'x' } }, 'message.data', 'gcm.notification.x'],
    [
      'a field twice',
      { token, android: { ttl: '1s', collapse_key: 'a', collapseKey: 'b' } },
      'message.android',
      'appears twice',
    ],
    ['a lifetime without unit', { token, android: { ttl: '60' } }, 'message.android.ttl', 'Duration'],
    ['a lifetime over four weeks', { token, android: { ttl: '2419201s' } }, 'message.android.ttl', 'over 4 weeks'],
    ['an unknown priority', { token, android: { priority: 'urgent' } }, 'message.android.priority', 'urgent'],
    [
      'a color in words',
      { token, android: { notification: { color: 'red' } } },
      'message.android.notification.color',
      '#RRGGBB',
    ],
    ['a list as headers', { token, apns: { headers: [] } }, 'message.apns.headers', 'not an object'],
    [
      'a number as header',
      { token, apns: { headers: { 'apns-priority': 10 } } },
      'message.apns.headers[0].value',
      'TYPE_STRING',
    ],
    [
      'a collapse id of 65 bytes',
      { token, apns: { headers: { 'apns-collapse-id': `${'x'.repeat(63)}ö` } } },
      'message.apns.headers',
      'over 64 bytes',
    ],
    [
      'an unknown priority of APNs',
      { token, apns: { headers: { 'apns-priority': '7' } } },
      'message.apns.headers',
      '1, 5 or 10',
    ],
    ['aps as a text', { token, apns: { payload: { aps: 'x' } } }, 'message.apns.payload', 'aps is not an object'],
    ['a text as flag', { token, android: { direct_boot_ok: 'true' } }, 'message.android.direct_boot_ok', 'TYPE_BOOL'],
    [
      'a text as list',
      { token, android: { notification: { body_loc_args: 'x' } } },
      'message.android.notification.body_loc_args',
      'not a list',
    ],
    [
      'a payload of APNs over 4096 bytes',
      { token, apns: { payload: { aps: {}, x: 'x'.repeat(4_096) } } },
      'message',
      'for APNs',
    ],
  ])('is refused for %s', async (_what, message, field, words) => {
    const { status, body } = await fcm.send(message);
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { code: 400, status: 'INVALID_ARGUMENT' } } });
    const { message: sentence, details } = (body as { error: { message: string; details: object[] } }).error;
    expect(sentence).toContain(words);
    expect(details[0]).toMatchObject({ ...violation, fieldViolations: [{ field, description: sentence }] });
    expect(fcm.pushes.of(token)).toEqual([]);
  });

  it('is refused for a token that is none, with a code of FCM', async () => {
    const { status, body } = await fcm.send({ token: 'two words' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        details: [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: 'INVALID_ARGUMENT' }],
      },
    });
  });

  it('is refused where it is no JSON', async () => {
    expect(await fcm.send('{')).toMatchObject({ status: 400, body: { error: { status: 'INVALID_ARGUMENT' } } });
  });
});
