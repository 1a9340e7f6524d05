import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, halfKey, type Key, matchingKey, reportedPrefix } from '../../../domain/keys.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { describeLatency, print } from '../../support/latency.ts';
import { shared } from '../../support/shared/shared.ts';
import { aCrowd, manyAlerts } from '../../support/stories/crowd.ts';
import { closed } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { type Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest, pairIn } from '../../support/stories/requests.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aCity, aTrip, keyOf } from '../../support/trips.ts';

const LONG = 120_000;
const MANY = 250;
/** Route alerts that are matched with a trip. */
const ALERTS = 10_000;
/** Exchanges that are measured. */
const EXCHANGES = 60;

const faults = createFaults();
let host: Host;
let table: StoredItems;
let amira: Person;
let lena: Person;
let omar: Person;
beforeAll(async () => {
  host = await startSharingHost({ assembly: await shared('assembly'), faults, streams: { pollMilliseconds: 100 } });
  const takeIt = whereabouts(host);
  table = tableOf(takeIt);
  [amira, lena, omar] = await Promise.all([aMember('Amira', takeIt), aMember('Lena', takeIt), aMember('Omar', takeIt)]);
}, LONG);
afterAll(() => host.close());

/** Omar sends a request and withdraws it: how long after each answer Lena's phone, on her trip, knows; in milliseconds. */
async function anExchange(trip: { readonly id: string }, hers: Phone): Promise<number[]> {
  const waits: number[] = [];
  for (const act of [() => omar.sends(aRequest(trip)), () => omar.cancels(`${trip.id}_${omar.id}`)]) {
    // The update may come before the answer has.
    const told = hers.hears().then((update) => ({ update, at: performance.now() }));
    const { revision } = await act();
    const answered = performance.now();
    const { update, at } = await told;
    expect(update.revision).toBe(revision);
    waits.push(Math.max(0, at - answered));
  }
  await forgetSends(trip);
  return waits;
}

/** Takes Omar's sends back, so no limit ends the exchanges. */
async function forgetSends(trip: { readonly id: string }): Promise<void> {
  const pair = pairIn(`${trip.id}_${omar.id}`);
  await table.overwrite(halfKey('requester', 'CANCELLED', pair), { sends: 1 });
  await table.overwrite(accountKey(omar.id), { daysends: 0 });
}

describe('Lena hears what Omar does', () => {
  it(
    'this long after he has his answer',
    async () => {
      const trip = await lena.posts(aTrip());
      await withPhones([lena], async (hers) => {
        await anExchange(trip, hers);
        const waits: number[] = [];
        while (waits.length < EXCHANGES) waits.push(...(await anExchange(trip, hers)));
        expect(waits).toHaveLength(EXCHANGES);
        print(describeLatency('From the answer of a mutation to the update on the socket', waits));
      });
    },
    LONG,
  );

  it(
    `while the closing of ${MANY} requests of others stands still half way`,
    async () => {
      const [trip, wanted] = [await lena.posts(aTrip()), await amira.posts(aTrip())];
      await aCrowd(wanted, MANY, table);
      await withPhones([amira, lena], async (amiras, lenas) => {
        const between = {
          caller: '*FollowUp*',
          operation: 'TransactWriteItems',
          skip: 5,
        } as const;
        const isOver = { now: false };
        const halfWay = faults.add({
          ...between,
          fault: async () => {
            await anExchange(trip, lenas);
            isOver.now = (await table.everythingOf(amira.id, 'cancelled_')).length === MANY;
          },
        });
        await amira.takesDown(wanted.id);
        await halfWay.hit;
        expect(isOver.now).toBe(false);
        await amiras.hearsAll(MANY);
        await closed(wanted, table.stored);
      });
    },
    LONG,
  );

  it(
    'and while it goes on, this long after his answer',
    async () => {
      const [trip, wanted] = [await lena.posts(aTrip()), await amira.posts(aTrip())];
      await aCrowd(wanted, MANY, table);
      await withPhones([amira, lena], async (amiras, lenas) => {
        const alone: number[] = [];
        while (alone.length < EXCHANGES) alone.push(...(await anExchange(trip, lenas)));
        await amira.takesDown(wanted.id);
        const start = performance.now();
        let isOver = false;
        const wasOver = () => isOver;
        const all = amiras.hearsAll(MANY).then(() => {
          isOver = true;
          return performance.now() - start;
        });
        const beside: number[] = [];
        let early = 0;
        while (!wasOver()) {
          beside.push(...(await anExchange(trip, lenas)));
          early = wasOver() ? early : beside.length;
        }
        const took = await all;
        // She has heard of something before all of the crowd's had been told.
        expect(early).toBeGreaterThan(0);
        print(describeLatency('With nothing else under way', alone));
        print(describeLatency(`While ${MANY} requests are closed and told, which took ${took.toFixed(0)} ms`, beside));
      });
    },
    LONG,
  );

  it(
    `while ${ALERTS} alerts are matched with a trip of others, each once`,
    async () => {
      const trip = await lena.posts(aTrip());
      const from = aCity();
      const alerts = await manyAlerts(from, ALERTS, table);
      await withPhones([lena], async (lenas) => {
        const alone: number[] = [];
        while (alone.length < EXCHANGES) alone.push(...(await anExchange(trip, lenas)));
        const half = { isOver: true };
        const found: { key?: Key } = {};
        const isMatched = async () => (await table.stored(found.key ?? accountKey(''))) === undefined;
        // The second run stands still. Its first has matched a page.
        const halfWay = faults.add({
          caller: '*FollowUp*',
          operation: 'TransactWriteItems',
          skip: 1,
          fault: async () => {
            await anExchange(trip, lenas);
            half.isOver = await isMatched();
          },
        });
        const wanted = await amira.posts(aTrip({ fromCity: from }));
        found.key = matchingKey(keyOf(wanted));
        await halfWay.hit;
        expect(half.isOver).toBe(false);
        const start = performance.now();
        const beside: number[] = [];
        do beside.push(...(await anExchange(trip, lenas)));
        while (!(await isMatched()));
        const took = performance.now() - start;
        const pages = await table.everythingOf(amira.id, reportedPrefix(keyOf(wanted)));
        expect(pages.flatMap(({ ids }) => ids)).toEqual(alerts);
        print(describeLatency('With nothing else under way', alone));
        print(describeLatency(`While ${ALERTS} alerts are matched, in ${took.toFixed(0)} ms`, beside));
      });
    },
    LONG,
  );
});
