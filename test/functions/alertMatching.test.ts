import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, type Key, markerKey, matchingKey } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { type AlertMatching, alertMatching, idsIn, idsOf, isWrite } from '../support/functions/alertMatching.ts';
import { alertsOn } from '../support/resolvers/alerts.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import { aCity, inDays } from '../support/trips.ts';

/** So few that the alerts of most tests take several runs. */
const AT_ONCE = 4;

let api: Handlers;
let work: AlertMatching;
beforeAll(async () => {
  api = await Handlers.open();
  work = await alertMatching(api.table, AT_ONCE);
});
afterEach(() => {
  work.watch(null);
  work.lambda.take();
});
afterAll(async () => {
  await work.close();
  await api.table.drop();
});

describe('Matching', () => {
  /** A trip and its marker as the API stores them: posting through the API takes longer. */
  async function aStoredTrip(from: string): Promise<Key> {
    const key = { username: `amira-${randomUUID()}`, created: '2026-10-04-19-34-18-736061' };
    await api.table.store({
      ...key,
      fromcity: from,
      tocity: aCity('Cairo', 'Egypt'),
      acceptto: inDays(26),
      trdate: inDays(27),
      currency: 'EUR',
      // As the first app wrote it.
      allowed: { Clothes: { cost: '3.0', kg: '10.0' } },
      tstamp: Date.parse(inDays(57)) / 1000,
    });
    await api.table.store({ ...matchingKey(key), since: '2026-10-04T19:34:18.736Z', was: {}, fresh: true });
    return key;
  }

  it('loses nothing and repeats one page at most, wherever it crashes', async () => {
    const from = aCity();
    const alerts = await alertsOn(
      api,
      ...Array.from({ length: AT_ONCE + 1 }, () => ({ from, filter: { maxCost: 3 } })),
    );
    const crash = async (call: number, moment: 'before' | 'after') => {
      const trip = await aStoredTrip(from);
      let calls = 0;
      const killed: string[] = [];
      work.watch((command, when) => {
        if (when === moment) calls += 1;
        if (killed.length > 0 || calls !== call) return;
        killed.push(command);
        throw new Error('The function is killed.');
      });
      const told = await work.match(trip);
      work.watch(null);
      expect(new Set(idsOf(told))).toEqual(new Set(idsIn(alerts)));
      expect(told.length - alerts.length).toBeLessThanOrEqual(killed.length * AT_ONCE);
      // The notifications of a repeated page are the same, so that a device replaces them.
      expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(alerts.length);
      return { trip, hit: killed[0] ?? null };
    };
    const writes: number[] = [];
    let call = 1;
    for (; ; call += 1) {
      const { hit } = await crash(call, 'before');
      if (hit === null) break;
      if (isWrite(hit)) writes.push(call);
    }
    // Two runs, each with its reads and one write.
    expect(call).toBeGreaterThan(2 * 7);
    expect(writes).toHaveLength(2);
    // After a read there is nothing to lose that is not lost before the next call.
    for (const written of writes) {
      const { trip, hit } = await crash(written, 'after');
      expect(isWrite(hit ?? '')).toBe(true);
      // An edit that makes it fit again reaches nobody.
      await api.table.store({ ...matchingKey(trip), since: '2026-10-05T19:34:18.736Z', was: {} });
      expect(await work.match(trip)).toEqual([]);
    }
  });

  it('of one person’s trips is possible a limited number of times a day', async () => {
    const from = aCity();
    const [alert] = await alertsOn(api, { from });
    const trip = await aStoredTrip(from);
    const traveler = accountKey(trip.username);
    const edit = (changes: object) =>
      Promise.all([
        api.table.store({ ...traveler, ...changes }),
        api.table.store({ ...matchingKey(trip), since: '2026-10-04T19:34:18.736Z', was: {}, fresh: true }),
      ]);
    await edit({ matchday: inDays(0), daymatchings: limits.matchingsPerDay - 1 });
    expect(idsOf(await work.match(trip))).toEqual([alert?.id]);
    const full = { matchday: inDays(0), daymatchings: limits.matchingsPerDay };
    expect(await api.table.stored(traveler)).toMatchObject(full);
    await edit(full);
    expect(await work.match(trip)).toEqual([]);
    await edit({ ...full, matchday: inDays(-1) });
    expect(idsOf(await work.match(trip))).toEqual([alert?.id]);
    expect(await api.table.stored(traveler)).toMatchObject({ matchday: inDays(0), daymatchings: 1 });
  });

  it('counts once for all runs, and not on a route without alerts', async () => {
    const from = aCity();
    await alertsOn(api, ...Array.from({ length: AT_ONCE + 1 }, () => ({ from })));
    const [trip, lonely] = [await aStoredTrip(from), await aStoredTrip(aCity())];
    await work.match(trip);
    expect(await api.table.stored(accountKey(trip.username))).toMatchObject({ daymatchings: 1 });
    await work.match(lonely);
    expect(await api.table.stored(accountKey(lonely.username))).toBeUndefined();
  });

  it('is tried again when Lambda does not take a notification, and other records go on', async () => {
    const from = aCity();
    const [alert] = await alertsOn(api, { from });
    const trip = await aStoredTrip(from);
    const other = markerKey('closing', { username: `noor-${randomUUID()}`, created: trip.created });
    await api.table.store({ ...other, since: '2026-10-05T06:07:08.901Z' });
    work.lambda.fail('refused');
    expect(await work.invoke(matchingKey(trip), other)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(await api.table.stored(other)).toBeUndefined();
    expect(idsOf(await work.match(trip))).toEqual([alert?.id]);
  });

  it('of a long route lets other work pass after each run', async () => {
    const from = aCity();
    await alertsOn(api, ...Array.from({ length: 2 * AT_ONCE + 1 }, () => ({ from })));
    const trip = await aStoredTrip(from);
    const other = markerKey('closing', { username: `noor-${randomUUID()}`, created: trip.created });
    await api.table.store({ ...other, since: '2026-10-05T06:07:08.901Z' });
    expect(await work.invoke(matchingKey(trip), other)).toEqual({ batchItemFailures: [] });
    expect(await api.table.stored(other)).toBeUndefined();
    expect(await api.table.stored(matchingKey(trip))).toMatchObject({ place: expect.any(String) as string });
    expect(work.lambda.take()).toHaveLength(AT_ONCE);
  });

  it('writes nothing after a removal has deleted the marker', async () => {
    const from = aCity();
    await alertsOn(api, { from });
    const trip = await aStoredTrip(from);
    work.watch(async (command, when) => {
      if (isWrite(command) && when === 'before') await api.table.forget(matchingKey(trip));
    });
    await work.invoke(matchingKey(trip));
    expect(await api.table.everythingOf(trip.username)).toMatchObject([trip]);
  });

  it('names nobody in what it stores with the traveler', async () => {
    const from = aCity();
    const [alert] = await alertsOn(api, { from });
    const trip = await aStoredTrip(from);
    await work.match(trip);
    const stored = JSON.stringify(await api.table.everythingOf(trip.username));
    expect(stored).toContain(alert?.id);
    expect(stored).not.toContain(alert?.person.id);
  });

  it('takes a marker without attributes, which an operator may have written by hand', async () => {
    const from = aCity();
    const alerts = await alertsOn(api, ...Array.from({ length: AT_ONCE + 1 }, () => ({ from })));
    const trip = await aStoredTrip(from);
    await api.table.store({ ...matchingKey(trip) });
    expect(idsOf(await work.match(trip))).toEqual(idsIn(alerts));
  });
});
