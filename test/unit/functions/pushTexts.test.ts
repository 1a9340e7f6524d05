import { describe, expect, it } from 'vitest';

import type { Notification, RequestNotification } from '../../../domain/notification.ts';
import { toMessage } from '../../../functions/notify/message.ts';
import { textsIn } from '../../../functions/notify/textsIn.ts';

const TRIP = '2026-10-04-19-34-18-736061_amira-1';
const ALERT: Notification = {
  kind: 'TRIP_FOUND',
  recipient: 'noor-3',
  alertId: 'alert',
  tripId: TRIP,
  version: 1,
  from: 'Cairo-Egypt',
  to: 'Stratford-upon-Avon-England',
  travelDate: '2026-12-05',
  name: 'Amira',
};

function aRequest(changes: Partial<RequestNotification>): RequestNotification {
  return {
    kind: 'REQUEST',
    recipient: 'amira-1',
    requestId: `${TRIP}_jonas-2`,
    tripId: TRIP,
    role: 'RECEIVED',
    status: 'CANCELLED',
    revision: 2,
    change: 'STATUS',
    reason: null,
    from: 'Cairo-Egypt',
    to: 'Berlin-Germany',
    travelDate: '2026-12-05',
    name: 'Jonas',
    ...changes,
  };
}

const EVENTS: Readonly<Record<string, Notification>> = {
  sent: aRequest({ status: 'PENDING' }),
  accepted: aRequest({ status: 'ACCEPTED' }),
  declined: aRequest({ status: 'DECLINED' }),
  withdrawn: aRequest({ reason: 'WITHDRAWN' }),
  cancelled: aRequest({ reason: 'CANCELLED' }),
  blocked: aRequest({ reason: 'BLOCKED' }),
  suspended: aRequest({ reason: 'SUSPENDED' }),
  'trip deleted': aRequest({ reason: 'TRIP_DELETED' }),
  'account removed': aRequest({ reason: 'ACCOUNT_REMOVED' }),
  moved: aRequest({ status: 'ACCEPTED', change: 'TRIP_MOVED' }),
  'without a name': aRequest({ status: 'PENDING', name: null }),
  'without terms': aRequest({ status: 'PENDING', from: null, to: null, travelDate: null }),
  'trip found': ALERT,
};

/** The marks that keep a name's own direction are not seen. */
const seen = (text: string) => text.replaceAll(/[\u2068\u2069]/g, '');

function linesIn(language: string): string {
  const lines = Object.entries(EVENTS).map(([name, event]) => {
    const { title, body } = toMessage(event, { token: 't', language }).notification;
    return `${name}: ${seen(title)}${body === '' ? '' : ` | ${seen(body)}`}`;
  });
  return `${lines.join('\n')}\n`;
}

describe('A push', () => {
  it.each(['en', 'de', 'ar', 'fr', 'tr'])('says each event in %s', async (language) => {
    await expect(linesIn(language)).toMatchFileSnapshot(`pushTexts/${language}.txt`);
  });

  it.each([
    ['de-AT', 'de'],
    ['AR-eg', 'ar'],
    ['ja', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('in %j is in %s', (tag, language) => {
    expect(textsIn(tag).language).toBe(language);
  });

  it('keeps the direction of names and cities apart from that of the text', () => {
    const { title, body } = toMessage(aRequest({ status: 'PENDING' }), { token: 't', language: 'ar' }).notification;
    expect(title).toContain('\u2068Jonas\u2069');
    expect(body).toContain('\u2068Cairo\u2069');
  });

  it('looks the same after a block, a suspension and a cancellation', () => {
    const lines = linesIn('en').split('\n');
    const of = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length);
    expect(of('blocked')).toBe(of('cancelled'));
    expect(of('suspended')).toBe(of('cancelled'));
  });

  it('fits into 4,096 bytes with the longest texts', () => {
    const long = '𒐪'.repeat(100);
    const event = aRequest({ name: long, from: long, to: long, requestId: 'x'.repeat(200), tripId: 'x'.repeat(130) });
    for (const language of ['en', 'de', 'ar', 'fr', 'tr']) {
      const { notification, data } = toMessage(event, { token: 't', language });
      expect(Buffer.byteLength(JSON.stringify({ notification, data }))).toBeLessThan(4_096);
    }
  });
});
