import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { deviceKey, tokenKey } from '../../../domain/keys.ts';
import type { Request } from '../../../domain/schema.types.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { describeLatency, percentile, print } from '../../support/latency.ts';
import { until } from '../../support/processes.ts';
import { shared } from '../../support/shared/shared.ts';
import { SIZES } from '../../support/sizes.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { type Phone, withPhones } from '../../support/stories/phone.ts';
import { type PushHost, startPushHost, wordsOf } from '../../support/stories/pushHost.ts';
import { aRequest } from '../../support/stories/requests.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aTrip, inDays } from '../../support/trips.ts';

const LONG = 120_000;
const EXCHANGES = 60;

let take: PushHost;
let amira: Person;
let jonas: Person;
beforeAll(async () => {
  take = await startPushHost();
}, LONG);
afterAll(() => take.host.close());
beforeEach(async () => {
  take.faults.clear();
  [amira, jonas] = await Promise.all([take.member('Amira'), take.member('Jonas')]);
});

const route = aTrip();
const cityOf = (city: string) => city.slice(0, city.lastIndexOf('-'));
/** Of a push in English. */
const titles = (token: string) => take.got(token).map((push) => wordsOf(push).split(' | ')[0]);
/** Failures that outlive the tries of one run: Google says when to come back, and that is later. */
const busy = (token: string, times: number) =>
  take.faults.add({ push: token, fault: 'QUOTA_EXCEEDED', retryAfterSeconds: 3_600, times });
const lettersOf = (person: Person) =>
  take.host.deadLetters().filter((letter) => JSON.stringify(letter).includes(person.id));

describe('While no socket is open', () => {
  it("a request reaches the traveler's two phones, in German and in Arabic", async () => {
    const [german, arabic] = [await take.phoneOf(amira, 'de'), await take.phoneOf(amira, 'ar')];
    const request = await jonas.sends(aRequest(await amira.posts(route), { note: 'Two coats' }));
    const [[onGerman], [onArabic]] = await Promise.all([take.gets(german, 1), take.gets(arabic, 1)]);
    if (!onGerman || !onArabic) throw new Error('A phone got no push.');
    expect(wordsOf(onGerman)).toContain('Jonas hat dir eine Anfrage geschickt');
    expect(wordsOf(onArabic)).toContain('وصلك طلب من Jonas');
    for (const push of [onGerman, onArabic]) {
      expect(wordsOf(push)).toContain(cityOf(route.fromCity));
      expect(wordsOf(push)).toContain(cityOf(route.toCity));
      const { id: requestId, tripId } = request;
      expect(push.data).toEqual({ kind: 'REQUEST', requestId, tripId, revision: '1' });
      expect(JSON.stringify(push)).not.toMatch(/coats|example\.com|EUR|CLOTHES/);
    }
  });

  it('each change reaches the person who has not made it', async () => {
    const [hers, his] = [await take.phoneOf(amira), await take.phoneOf(jonas)];
    const trip = await amira.posts(route);
    const sends = () => jonas.sends(aRequest(trip));
    const { id } = await sends();
    await take.gets(hers, 1);
    await amira.accepts(id);
    await take.gets(his, 1);
    await amira.edits({ id: trip.id, version: 1, travelDate: inDays(90) });
    await take.gets(his, 2);
    await jonas.cancels(id);
    await Promise.all([take.gets(hers, 2), take.gets(his, 3)]);
    await jonas.sends(aRequest({ id: trip.id, version: 2 }));
    await take.gets(hers, 3);
    await amira.declines(id);
    await take.gets(his, 4);
    const other = await amira.posts(aTrip());
    await jonas.sends(aRequest(other));
    await take.gets(hers, 4);
    await amira.takesDown(other.id);
    await take.gets(his, 5);
    const third = await amira.posts(aTrip());
    await jonas.sends(aRequest(third));
    await take.gets(hers, 5);
    await jonas.blocks(amira.id);
    await Promise.all([take.gets(hers, 6), take.gets(his, 6)]);
    expect(titles(hers)).toEqual([
      'Jonas sent you a request',
      'The request between you and Jonas was cancelled',
      'Jonas sent you a request',
      'Jonas sent you a request',
      'Jonas sent you a request',
      'The request between you and Jonas was cancelled',
    ]);
    expect(titles(his)).toEqual([
      'Amira accepted your request',
      'Amira moved the travel date',
      'The request between you and Amira was cancelled',
      'Amira declined your request',
      'Amira deleted the trip, so your request was cancelled',
      'The request between you and Amira was cancelled',
    ]);
  });

  it('a removed account tells the others, and gets nothing itself', async () => {
    const [hers, his] = [await take.phoneOf(amira), await take.phoneOf(jonas)];
    await jonas.sends(aRequest(await amira.posts(route)));
    await take.gets(hers, 1);
    await jonas.deletesAccount();
    await take.gets(hers, 2);
    expect(titles(hers)[1]).toBe('Jonas deleted their account, so the request was cancelled');
    await until(async () => (await take.table.stored(tokenKey(his))) === undefined, "Jonas's phone is forgotten");
    expect(take.got(his)).toEqual([]);
    expect(await take.table.stored(deviceKey(jonas.id, his))).toBeUndefined();
  });

  it('nothing is pushed to somebody who has turned it off', async () => {
    const [hers, his] = [await take.phoneOf(amira), await take.phoneOf(jonas)];
    await amira.changesAccount({ pushRequests: false });
    const { id } = await jonas.sends(aRequest(await amira.posts(route)));
    await amira.accepts(id);
    await take.gets(his, 1);
    await amira.cancels(id);
    await take.gets(his, 2);
    expect(take.got(hers)).toEqual([]);
  });
});

describe('A phone', () => {
  it('that another person signs in on notifies only that person', async () => {
    const token = await take.phoneOf(amira);
    const noor = await take.member('Noor');
    await noor.registersDevice({ token, platform: 'ANDROID', language: 'en' });
    const other = await take.phoneOf(amira);
    const [hers, noors] = [await amira.posts(route), await noor.posts(route)];
    await jonas.sends(aRequest(hers));
    await take.gets(other, 1);
    await jonas.sends(aRequest(noors));
    await take.gets(token, 1);
    expect(take.got(token).map(({ data }) => data['tripId'])).toEqual([noors.id]);
    expect(await amira.removesDevice(token)).toBe(false);
    expect(await noor.removesDevice(token)).toBe(true);
  });

  it('that is no longer registered is deleted', async () => {
    const [gone, fine] = [await take.phoneOf(amira), await take.phoneOf(amira)];
    take.faults.add({ push: gone, fault: 'UNREGISTERED' });
    await jonas.sends(aRequest(await amira.posts(route)));
    await take.gets(fine, 1);
    await until(async () => (await take.table.stored(tokenKey(gone))) === undefined, 'the device is deleted');
    expect(await take.table.stored(deviceKey(amira.id, gone))).toBeUndefined();
    expect(await take.table.stored(deviceKey(amira.id, fine))).toBeDefined();
  });
});

describe('While Firebase', () => {
  it('is down for some tries, nothing is lost, and no phone gets anything twice', async () => {
    const [down, fine] = [await take.phoneOf(amira), await take.phoneOf(amira)];
    busy(down, 2);
    await jonas.sends(aRequest(await amira.posts(route)));
    await Promise.all([take.gets(down, 1), take.gets(fine, 1)]);
    expect(take.got(fine)).toHaveLength(1);
    expect(lettersOf(amira)).toEqual([]);
  });

  it('stays down, the event is a dead letter, and the pushes of others arrive', async () => {
    const [down, fine] = [await take.phoneOf(amira), await take.phoneOf(jonas)];
    busy(down, 3);
    const { id } = await jonas.sends(aRequest(await amira.posts(route)));
    await until(() => lettersOf(amira).length > 0, 'the event is a dead letter');
    await amira.accepts(id);
    await take.gets(fine, 1);
    expect(take.got(down)).toEqual([]);
    expect(JSON.stringify(lettersOf(amira))).toContain('PENDING');
  });

  it('does not answer, live updates and the pushes of others arrive before', async () => {
    const [slow, fine] = [await take.phoneOf(amira), await take.phoneOf(jonas)];
    take.faults.add({ push: slow, fault: 'slow', milliseconds: 8_000 });
    const trip = await amira.posts(route);
    await withPhones([amira], async (hers: Phone) => {
      const { id } = await jonas.sends(aRequest(trip));
      expect(await hers.hears()).toMatchObject({ revision: 1 });
      await amira.accepts(id);
      expect(await hers.hears()).toMatchObject({ revision: 2 });
      await take.gets(fine, 1);
      expect(take.got(slow)).toEqual([]);
      await take.gets(slow, 1);
    });
  });

  it("or Lambda's queue fails, no live update waits, and the push still arrives", async () => {
    const token = await take.phoneOf(amira);
    const trip = await amira.posts(route);
    const failed = take.faults.add({ service: 'lambda', operation: 'Invoke', fault: 'failed', times: 3 });
    await withPhones([amira], async (hers: Phone) => {
      const request: Request = await jonas.sends(aRequest(trip));
      expect(await hers.hears()).toMatchObject({ requestId: request.id });
      await take.gets(token, 1);
    });
    expect(failed.hits()).toBe(3);
    await until(async () => (await take.table.everythingOf(amira.id, 'push_')).length === 0, 'nothing is left to push');
  });
});

// It measures for a minute on a host of its own.
if (SIZES.nightly) {
  it(
    'Live updates take as long with push as without it',
    async () => {
      const bare = await startSharingHost({ assembly: await shared('assembly'), streams: { pollMilliseconds: 100 } });
      try {
        const there = whereabouts(bare);
        const [lena, omar] = await Promise.all([aMember('Lena', there), aMember('Omar', there)]);
        const phones = [await take.phoneOf(amira), await take.phoneOf(amira)];
        const waits = { with: [] as number[], without: [] as number[] };
        await withPhones([amira, lena], async (amiras, lenas) => {
          for (let round = 0; round <= EXCHANGES; round += 1) {
            const [on, off] = [await anExchange(jonas, amira, amiras), await anExchange(omar, lena, lenas)];
            // The first exchange starts the functions.
            if (round > 0) {
              waits.with.push(on);
              waits.without.push(off);
            }
          }
        });
        for (const phone of phones) await take.gets(phone, EXCHANGES + 1);
        print(describeLatency('From an answer to the live update, with push', waits.with));
        print(describeLatency('From an answer to the live update, without push', waits.without));
        // Streams are read every 100 ms, and a machine with other work is slower now and then.
        expect(percentile(waits.with, 50)).toBeLessThan(percentile(waits.without, 50) + 250);
      } finally {
        await bare.close();
      }
    },
    LONG,
  );

  /** Milliseconds from the answer of a request until the traveler's socket has the update. */
  async function anExchange(requester: Person, traveler: Person, socket: Phone): Promise<number> {
    const trip = await traveler.posts(aTrip());
    const heard = socket.hears().then(() => performance.now());
    await requester.sends(aRequest(trip));
    const answered = performance.now();
    const wait = Math.max(0, (await heard) - answered);
    await traveler.takesDown(trip.id);
    await socket.hears();
    return wait;
  }
}
