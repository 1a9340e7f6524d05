import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { alertKey, alertPlace, matchingKey, reportedKey } from '../../domain/keys.ts';
import type { AlertInput, Trip, TripConnection } from '../../domain/schema.types.ts';
import { createAlert, idOf, someAlerts } from '../support/resolvers/alerts.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { dayFrom, LIVE } from '../support/resolvers/scene.ts';
import { aCity, aTrip, inDays, keyOf } from '../support/trips.ts';

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

const create = (input: AlertInput, by: Caller) => createAlert(api, input, by);

describe('No list shows alerts', () => {
  it('a search ends before them, in one query, though there are more of them than it reads', async () => {
    const [amira, jonas, noor] = [aCaller('Amira'), aCaller('Jonas'), aCaller('Noor')];
    const [from, to] = [aCity(), aCity('Cairo', 'Egypt')];
    const trips: Trip[] = [];
    for (let at = 0; at < 3; at += 1) {
      const input = aTrip({ fromCity: from, toCity: to });
      trips.push(await api.run<Trip>('Mutation.createTrip', { by: amira, args: { input } }));
    }
    for (const place of [alertPlace(from, null), alertPlace(null, to), alertPlace(from, to)]) {
      await someAlerts(api, { ...jonas, id: `${jonas.id}-${Object.keys(place)[0]}` }, 30, place);
    }
    for (const cities of [{ from }, { to }, { from, to }]) {
      const found: string[] = [];
      let nextToken: string | null = null;
      do {
        const args = { ...cities, limit: 2, nextToken };
        const page: TripConnection = await api.run('Query.searchTrips', { by: noor, args });
        found.push(...page.items.map(({ id }) => id));
        expect(api.asked).toHaveLength(1);
        nextToken = page.nextToken ?? null;
      } while (nextToken !== null);
      expect(found).toEqual(trips.map(({ id }) => id));
    }
  });

  it("one's own trips and their count leave them out; the export has them", async () => {
    const jonas = aCaller('Jonas');
    const alert = await create({ from: aCity(), filter: { minFreeKg: 2 } }, jonas);
    expect(await api.run<TripConnection>('Query.myTrips', { by: jonas, args: { when: 'ACTIVE' } })).toMatchObject({
      items: [],
    });
    expect(await api.run('Query.account', { by: jonas })).toMatchObject({ trips: 0 });
    const trip = await api.run<Trip>('Mutation.createTrip', { by: jonas, args: { input: aTrip() } });
    // Which alerts have reported a trip is nothing that its traveler may learn.
    await api.table.store({ ...reportedKey(keyOf(trip), idOf(1)), ids: [idOf(1)], tstamp: LIVE });
    const { document, nextToken } = await api.run<{ document: string; nextToken: string | null }>(
      'Query.exportAccount',
      { by: jonas, args: {} },
    );
    const { alerts, other } = JSON.parse(document) as Record<string, object[]>;
    expect(alerts).toMatchObject([{ ...alertKey(jonas.id, alert.id), filter: { minFreeKg: 2 } }]);
    expect(other).toMatchObject([matchingKey(keyOf(trip))]);
    expect(nextToken).toBeNull();
    expect(document).not.toContain(idOf(1));
  });
});

describe('A trip leaves a marker that matches alerts', () => {
  const marker = (trip: Trip) => api.table.stored(matchingKey(keyOf(trip)));
  const edit = (trip: Trip, by: Caller, input: object) =>
    api.run<Trip>('Mutation.updateTrip', { by, args: { input: { id: trip.id, version: trip.version, ...input } } });

  it('when it is posted: nothing was offered before', async () => {
    const amira = aCaller('Amira');
    const trip = await api.run<Trip>('Mutation.createTrip', { by: amira, args: { input: aTrip() } });
    expect(await marker(trip)).toMatchObject({ was: {}, fresh: true, since: expect.any(String) as string });
    await edit(trip, amira, { travelDate: inDays(28) });
    expect(await marker(trip)).toMatchObject({ was: {}, fresh: true });
  });

  it.each<[string, object, boolean]>([
    ['the travel date', { travelDate: inDays(28) }, true],
    ['the last day of acceptance', { acceptTo: inDays(25) }, true],
    ['a category', { allowed: [{ category: 'BAG', cost: 1, kg: 1 }] }, true],
    ['the first day of acceptance', { acceptFrom: inDays(2) }, false],
  ])('when an edit changes %s: with what was offered before the first unmatched edit', async (_, input, isMarked) => {
    const amira = aCaller('Amira');
    const trip = await api.run<Trip>('Mutation.createTrip', { by: amira, args: { input: aTrip() } });
    await api.table.forget(matchingKey(keyOf(trip)));
    const edited = await edit(trip, amira, input);
    const was = {
      trdate: trip.travelDate,
      currency: 'EUR',
      allowed: { Clothes: { cost: 3, kg: 10, free: 10 }, Electronics: { cost: 20, kg: 5, free: 5 } },
    };
    expect((await marker(trip))?.['was']).toEqual(isMarked ? was : undefined);
    await edit(edited, amira, { travelDate: inDays(29) });
    if (isMarked) expect((await marker(trip))?.['was']).toEqual(was);
    expect(await marker(trip)).not.toHaveProperty('fresh');
  });

  it('when it opens again: a closed trip offered nothing', async () => {
    const amira = aCaller('Amira');
    const trip = await api.run<Trip>('Mutation.createTrip', { by: amira, args: { input: aTrip() } });
    await api.table.forget(matchingKey(keyOf(trip)));
    await api.table.overwrite(keyOf(trip), { acceptfrom: dayFrom(-3), acceptto: dayFrom(-1) });
    await edit(trip, amira, { acceptTo: inDays(2) });
    expect((await marker(trip))?.['was']).toEqual({});
  });
});
