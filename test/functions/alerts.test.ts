import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, alertKey, matchingKey } from '../../domain/keys.ts';
import type { AlertNotification } from '../../domain/notification.ts';
import type { CreateTripInput, Trip, TripConnection, TripFilter } from '../../domain/schema.types.ts';
import { type AlertMatching, alertMatching, idsIn, idsOf, isWrite } from '../support/functions/alertMatching.ts';
import { alertsOn, createAlert } from '../support/resolvers/alerts.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { dayFrom, EXPIRED } from '../support/resolvers/scene.ts';
import { aCity, aTrip, inDays, keyOf } from '../support/trips.ts';

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

const edit = (trip: Trip, by: Caller, input: object) =>
  api.run<Trip>('Mutation.updateTrip', { by, args: { input: { id: trip.id, version: trip.version, ...input } } });

/** A route of a test's own, a traveler, and how to post a trip on the route. */
function aRoute() {
  const [from, to, amira] = [aCity(), aCity('Cairo', 'Egypt'), aCaller('Amira')];
  const post = (changes: Partial<CreateTripInput> = {}) => {
    const input = aTrip({ fromCity: from, toCity: to, ...changes });
    return api.run<Trip>('Mutation.createTrip', { by: amira, args: { input } });
  };
  return { from, to, amira, post };
}

describe('A new trip', () => {
  it('matches three of five alerts, once each, with its facts', async () => {
    const { from, to, post } = aRoute();
    const [byRoute, byOrigin, byTarget, dear, elsewhere] = await alertsOn(
      api,
      { from, to },
      { from },
      { to, filter: { category: 'CLOTHES', minFreeKg: 10 } },
      { from, to, filter: { maxCost: 2 } },
      { from: to, to: from },
    );
    if (!byRoute || !byOrigin || !byTarget || !dear || !elsewhere) throw new Error('There are five.');
    const trip = await post();
    const told = await work.match(keyOf(trip));
    const facts = { kind: 'TRIP_FOUND', tripId: trip.id, version: 1, from, to, travelDate: trip.travelDate };
    const expected = [byRoute, byOrigin, byTarget].map(({ person, id }) => {
      return { ...facts, name: 'Amira', recipient: person.id, alertId: id };
    });
    expect(told).toHaveLength(3);
    expect(told).toEqual(expect.arrayContaining(expected));
  });

  it('fits an alert where a search finds it, and only there', async () => {
    const filters: [TripFilter, boolean][] = [
      [{}, true],
      [{ travelFrom: inDays(27) }, true],
      [{ travelFrom: inDays(28) }, false],
      [{ travelTo: inDays(27) }, true],
      [{ travelTo: inDays(26) }, false],
      [{ category: 'ELECTRONICS' }, true],
      [{ category: 'BAG' }, false],
      [{ minFreeKg: 10 }, true],
      [{ minFreeKg: 10.01 }, false],
      [{ category: 'ELECTRONICS', minFreeKg: 6 }, false],
      [{ maxCost: 3 }, true],
      [{ maxCost: 2.99 }, false],
      [{ category: 'ELECTRONICS', maxCost: 3, minFreeKg: 5 }, false],
      [{ currency: 'EUR' }, true],
      [{ currency: 'USD' }, false],
    ];
    const { from, to, post } = aRoute();
    const alerts = await alertsOn(api, ...filters.map(([filter]) => ({ from, to, filter })));
    const trip = await post();
    for (const [filter, isFound] of filters) {
      const args = { from, to, filter };
      const { items } = await api.run<TripConnection>('Query.searchTrips', { by: aCaller('Noor'), args });
      expect(items, JSON.stringify(filter)).toHaveLength(isFound ? 1 : 0);
    }
    const fitting = alerts.filter((_, at) => filters[at]?.[1]);
    expect(idsOf(await work.match(keyOf(trip)))).toEqual(idsIn(fitting));
  });

  it('finds all alerts of all three indexes, in runs of a few', async () => {
    const { from, to, post } = aRoute();
    const route = Array.from({ length: 5 }, () => ({ from, to }));
    const origin = Array.from({ length: AT_ONCE }, () => ({ from }));
    const target = Array.from({ length: 6 }, () => ({ to }));
    const alerts = await alertsOn(api, ...route, ...origin, ...target);
    const trip = await post();
    const key = matchingKey(keyOf(trip));
    let runs = 0;
    for (; await api.table.stored(key); runs += 1) {
      await work.invoke(key);
      expect(work.lambda.take().length).toBeLessThanOrEqual(AT_ONCE);
      if (runs > 10) break;
    }
    expect(runs).toBe(4);
    const again = await post();
    expect(idsOf(await work.match(keyOf(again)))).toEqual(idsIn(alerts));
  });

  it("does not reach one's own alert, an expired one, or a deleted one", async () => {
    const { from, amira, post } = aRoute();
    await createAlert(api, { from }, amira);
    const [expired, deleted, other] = await alertsOn(api, { from }, { from }, { from });
    if (!expired || !deleted || !other) throw new Error('There are three.');
    await api.table.overwrite(alertKey(expired.person.id, expired.id), { tstamp: EXPIRED });
    await api.run('Mutation.deleteAlert', { by: deleted.person, args: { id: deleted.id } });
    expect(idsOf(await work.match(keyOf(await post())))).toEqual([other.id]);
  });

  it.each<[string, (amira: Caller, jonas: Caller) => Promise<unknown>]>([
    [
      'whom the traveler has blocked',
      async (amira, jonas) => {
        await api.run('Mutation.blockPerson', { by: amira, args: { id: jonas.id } });
      },
    ],
    [
      'who has blocked the traveler',
      async (amira, jonas) => {
        await api.run('Mutation.blockPerson', { by: jonas, args: { id: amira.id } });
      },
    ],
    ['who is suspended', (_, jonas) => api.table.overwrite(accountKey(jonas.id), { suspended: inDays(0) })],
    ['whose account is being removed', (_, jonas) => api.table.overwrite(accountKey(jonas.id), { removing: 1 })],
    ['whose account is gone', (_, jonas) => api.table.forget(accountKey(jonas.id))],
  ])('does not reach a person %s', async (_, act) => {
    const { from, amira, post } = aRoute();
    const [jonas, noor] = await alertsOn(api, { from }, { from });
    if (!jonas || !noor) throw new Error('There are two.');
    const trip = await post();
    await act(amira, jonas.person);
    expect(idsOf(await work.match(keyOf(trip)))).toEqual([noor.id]);
  });

  it.each<[string, (trip: Trip, amira: Caller) => Promise<unknown>]>([
    ['is deleted', (trip, by) => api.run('Mutation.deleteTrip', { by, args: { id: trip.id } })],
    ['is hidden', (trip) => api.table.overwrite(keyOf(trip), { hidden: 'x' })],
    ['has expired', (trip) => api.table.overwrite(keyOf(trip), { tstamp: EXPIRED })],
    ['takes no more requests', (trip) => api.table.overwrite(keyOf(trip), { acceptto: dayFrom(-1) })],
    ["is a suspended person's", (_, { id }) => api.table.overwrite(accountKey(id), { suspended: inDays(0) })],
    ['is of an account in removal', (_, { id }) => api.table.overwrite(accountKey(id), { removing: 1 })],
  ])('notifies nobody if it %s before it is matched', async (_, act) => {
    const { from, amira, post } = aRoute();
    await alertsOn(api, { from });
    const trip = await post();
    await act(trip, amira);
    expect(await work.match(keyOf(trip))).toEqual([]);
  });

  it('is found on the last day on which it takes requests', async () => {
    const { from, post } = aRoute();
    const alerts = await alertsOn(api, { from });
    const trip = await post();
    await api.table.overwrite(keyOf(trip), { acceptto: dayFrom(0) });
    expect(idsOf(await work.match(keyOf(trip)))).toEqual(idsIn(alerts));
  });
});

describe('An edited trip', () => {
  it('notifies those whom it newly fits, and nobody twice, also after further edits', async () => {
    const { from, to, amira, post } = aRoute();
    const [all, cheap, late] = await alertsOn(
      api,
      { from },
      { to, filter: { maxCost: 1 } },
      { from, filter: { travelFrom: inDays(28) } },
    );
    const first = await post();
    expect(idsOf(await work.match(keyOf(first)))).toEqual([all?.id]);
    const cheaper = await edit(first, amira, { allowed: [{ category: 'CLOTHES', cost: 1, kg: 10 }] });
    expect(await work.match(keyOf(first))).toMatchObject([{ alertId: cheap?.id, version: 2 }]);
    const later = await edit(cheaper, amira, { travelDate: inDays(28) });
    expect(await work.match(keyOf(first))).toMatchObject([{ alertId: late?.id, travelDate: inDays(28) }]);
    const dearer = await edit(later, amira, {
      travelDate: inDays(27),
      allowed: [{ category: 'CLOTHES', cost: 9, kg: 1 }],
    });
    expect(await work.match(keyOf(first))).toEqual([]);
    await edit(dearer, amira, { travelDate: inDays(28), allowed: [{ category: 'CLOTHES', cost: 1, kg: 10 }] });
    expect(await work.match(keyOf(first))).toEqual([]);
  });

  it('does not notify a person who could see it when they created the alert', async () => {
    const { from, amira, post } = aRoute();
    const trip = await post();
    await work.match(keyOf(trip));
    const [, soon] = await alertsOn(api, { from }, { from, filter: { travelTo: inDays(26) } });
    await edit(trip, amira, { travelDate: inDays(26) });
    expect(idsOf(await work.match(keyOf(trip)))).toEqual([soon?.id]);
  });

  it('reaches everybody once if it is edited before it is matched, in between, and at the end', async () => {
    const { from, amira, post } = aRoute();
    const alerts = await alertsOn(
      api,
      ...Array.from({ length: 6 }, (_, at) => ({ from, filter: at < 3 ? {} : { maxCost: 1 } })),
    );
    let trip = await post();
    trip = await edit(trip, amira, { acceptTo: inDays(25) });
    const key = matchingKey(keyOf(trip));
    await work.invoke(key);
    const fitted = work.lambda.take() as AlertNotification[];
    expect(idsOf(fitted)).toEqual(idsIn(alerts.slice(0, 3)));
    trip = await edit(trip, amira, { allowed: [{ category: 'CLOTHES', cost: 1, kg: 10 }] });
    let isEdited = false;
    work.watch(async (command, when) => {
      if (!isWrite(command) || when === 'after' || isEdited) return;
      isEdited = true;
      trip = await edit(trip, amira, { acceptTo: inDays(24) });
    });
    expect(idsOf(await work.match(keyOf(trip)))).toEqual(idsIn(alerts.slice(3)));
    expect(isEdited).toBe(true);
  });

  it('opens again and is new to everybody whom it has not reached', async () => {
    const { from, amira, post } = aRoute();
    const [before] = await alertsOn(api, { from });
    const trip = await post();
    expect(idsOf(await work.match(keyOf(trip)))).toEqual([before?.id]);
    await api.table.overwrite(keyOf(trip), { acceptfrom: dayFrom(-3), acceptto: dayFrom(-1) });
    const [after] = await alertsOn(api, { from });
    await edit(trip, amira, { acceptTo: inDays(2) });
    expect(idsOf(await work.match(keyOf(trip)))).toEqual([after?.id]);
  });
});
