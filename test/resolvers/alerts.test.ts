import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, alertKey, CLOSINGS } from '../../domain/keys.ts';
import { alertKeptFor, alertsPerPerson } from '../../domain/limits.ts';
import type { AlertInput, RouteAlert } from '../../domain/schema.types.ts';
import { createAlert, creating, idOf, someAlerts } from '../support/resolvers/alerts.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { beginRemoval, dayFrom, EXPIRED, GONE, TRY_AGAIN } from '../support/resolvers/scene.ts';
import { aCity, inDays } from '../support/trips.ts';

const FULL = { errorType: 'LimitReached', errorInfo: { what: 'ALERTS', limit: 20, until: null } };
const SUSPENDED = { errorType: 'AccountSuspended', errorInfo: {} };

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

const create = (input: AlertInput, by: Caller) => createAlert(api, input, by);
const alertsOf = (by: Caller) => api.run<RouteAlert[]>('Query.alerts', { by });
const remove = (id: string, by: Caller) => api.run<RouteAlert | null>('Mutation.deleteAlert', { by, args: { id } });

describe('A route alert', () => {
  it('is listed as it was created, the newest first, and for nobody else', async () => {
    const jonas = aCaller('Jonas');
    const [from, to] = [aCity(), aCity('Cairo', 'Egypt')];
    const filter = {
      travelFrom: dayFrom(1),
      travelTo: dayFrom(9),
      category: 'BAG',
      minFreeKg: 2.5,
      maxCost: 4,
      currency: 'EUR',
    } as const;
    const alerts: RouteAlert[] = [];
    for (const input of [
      { from, to, filter },
      { from, filter: { category: 'BAG' } as const },
      { to, filter: null },
    ]) {
      alerts.push(await create(input, jonas));
    }
    const none = { travelFrom: null, travelTo: null, category: null, minFreeKg: null, maxCost: null, currency: null };
    expect(alerts).toMatchObject([
      { from, to, filter },
      { from, to: null, filter: { ...none, category: 'BAG' } },
      { from: null, to, filter: null },
    ]);
    const [first] = alerts;
    const expected = Date.parse(first?.createdAt ?? '') / 1000 + alertKeptFor;
    expect(Math.abs((first?.expiresAt ?? 0) - expected)).toBeLessThanOrEqual(1);
    expect(await alertsOf(jonas)).toEqual(alerts.sort((one, other) => (one.id < other.id ? 1 : -1)));
    expect(await alertsOf(aCaller('Noor'))).toEqual([]);
  });

  it('is in the index of its cities only, after all trips', async () => {
    const jonas = aCaller('Jonas');
    const [from, to] = [aCity(), aCity('Cairo', 'Egypt')];
    const places = [{ fromto: `${from}_${to}` }, { fromcity: from }, { tocity: to }];
    for (const [at, input] of [{ from, to }, { from }, { to }].entries()) {
      const stored = await api.table.stored(alertKey(jonas.id, (await create(input, jonas)).id));
      expect(stored).toMatchObject({ ...places[at], closing: stored?.['created'] });
      const cities = ['fromcity', 'tocity', 'fromto'].filter((name) => stored && name in stored);
      expect(cities).toEqual(Object.keys(places[at] ?? {}));
      expect(String(stored?.['closing']) > CLOSINGS.lastTrip).toBe(true);
    }
  });

  it('is deleted once, and returned as it was', async () => {
    const jonas = aCaller('Jonas');
    const alert = await create({ from: aCity() }, jonas);
    expect(await remove(alert.id, aCaller('Noor'))).toBeNull();
    expect(await remove(alert.id, jonas)).toEqual(alert);
    expect(await alertsOf(jonas)).toEqual([]);
    expect(await remove(alert.id, jonas)).toBeNull();
  });

  it.each(['', 'account', '../account', idOf(1).toLowerCase(), `${idOf(1)}1`])('has no such id: %s', async (id) => {
    expect(await api.refusal('Mutation.deleteAlert', { by: aCaller('Jonas'), args: { id } })).toEqual({
      errorType: 'ValidationError',
      errorInfo: { field: 'id', rule: 'format' },
    });
  });

  it.each<[string, AlertInput, string]>([
    ['no city', {}, 'from required'],
    ['one city twice', { from: 'Cairo-Egypt', to: 'cairo-Egypt' }, 'to different'],
    ['a city with the sign that joins two', { from: 'Ber_lin-Germany' }, 'from format'],
    ['a city that is too long', { to: `${'a'.repeat(93)}-Germany` }, 'to length'],
    [
      'a day with an offset',
      { from: 'Cairo-Egypt', filter: { travelFrom: '2026-12-01Z' } },
      'filter.travelFrom format',
    ],
    ['a day of no calendar', { from: 'Cairo-Egypt', filter: { travelTo: '2026-02-30' } }, 'filter.travelTo format'],
    [
      'days in the wrong order',
      { from: 'Cairo-Egypt', filter: { travelFrom: '2026-12-02', travelTo: '2026-12-01' } },
      'filter.travelFrom order',
    ],
    ['kilograms below 0', { from: 'Cairo-Egypt', filter: { minFreeKg: -1 } }, 'filter.minFreeKg range'],
    ['a cost below 0', { from: 'Cairo-Egypt', filter: { maxCost: -1 } }, 'filter.maxCost range'],
    ['an unknown currency', { from: 'Cairo-Egypt', filter: { currency: 'eur' } }, 'filter.currency unknown'],
  ])('is refused as the search would be: %s', async (_, input, rule) => {
    const by = aCaller('Jonas');
    const [refusal, ofSearch] = [
      await api.refusal('Mutation.createAlert', creating(input, by)),
      await api.refusal('Query.searchTrips', { by, args: { ...input } }),
    ];
    const { field, rule: name } = refusal.errorInfo as { field: string; rule: string };
    expect(`${field} ${name}`).toBe(rule);
    expect(refusal).toEqual(ofSearch);
    expect(await api.table.everythingOf(by.id)).toEqual([]);
  });

  it('has its cities in the form that trips have: normalised (NFC)', async () => {
    const { from } = await create({ from: 'Ko\u0308ln 1-Germany' }, aCaller('Jonas'));
    expect(from).toBe('K\u00F6ln 1-Germany');
  });
});

describe('A person has at most 20 alerts', () => {
  it('however many calls come at once', async () => {
    const jonas = aCaller('Jonas');
    await someAlerts(api, jonas, alertsPerPerson - 2);
    const tries = Array.from({ length: 6 }, () =>
      api.refusal('Mutation.createAlert', creating({ to: aCity() }, jonas)),
    );
    const types = (await Promise.all(tries)).map(({ errorType }) => errorType);
    expect(types.filter((type) => type === null)).toHaveLength(2);
    expect(types.every((type) => type === null || type === 'LimitReached' || type === 'TryAgain')).toBe(true);
    expect(await alertsOf(jonas)).toHaveLength(alertsPerPerson);
    expect(await api.refusal('Mutation.createAlert', creating({ to: aCity() }, jonas))).toEqual(FULL);
  });

  it('but can renew one of them, and create another after deleting one', async () => {
    const jonas = aCaller('Jonas');
    const from = aCity();
    const alert = await create({ from }, jonas);
    await someAlerts(api, jonas, alertsPerPerson - 1);
    expect(await create({ from }, jonas)).toMatchObject({ id: alert.id });
    expect(await api.refusal('Mutation.createAlert', creating({ to: from }, jonas))).toEqual(FULL);
    await remove(alert.id, jonas);
    await create({ to: from }, jonas);
  });

  it('of which expired ones do not count', async () => {
    const jonas = aCaller('Jonas');
    await someAlerts(api, jonas, alertsPerPerson, { tstamp: EXPIRED });
    const alert = await create({ from: aCity() }, jonas);
    expect(await alertsOf(jonas)).toEqual([alert]);
    expect(await remove(idOf(1), jonas)).toBeNull();
  });
});

describe('Creating the same alert again', () => {
  it('renews it instead of adding one', async () => {
    const jonas = aCaller('Jonas');
    const input = { from: aCity(), filter: { minFreeKg: 2, currency: 'EUR' } };
    const alert = await create(input, jonas);
    await api.table.overwrite(alertKey(jonas.id, alert.id), { tstamp: alert.expiresAt - 86_400 });
    expect(await create({ ...input, to: null, filter: { ...input.filter, category: null } }, jonas)).toMatchObject({
      ...alert,
      expiresAt: expect.any(Number) as number,
    });
    const [renewed, ...more] = await alertsOf(jonas);
    expect(more).toEqual([]);
    expect(renewed?.expiresAt).toBeGreaterThanOrEqual(alert.expiresAt);
  });

  it.each<[string, AlertInput]>([
    ['cities', { from: 'Bonn-Germany', to: 'Cairo-Egypt', filter: { category: 'BAG' } }],
    ['direction', { to: 'Bonn-Germany', filter: { category: 'BAG' } }],
    ['category', { from: 'Bonn-Germany', filter: { category: 'PAPER' } }],
    ['first day', { from: 'Bonn-Germany', filter: { category: 'BAG', travelFrom: '2026-12-01' } }],
    ['last day', { from: 'Bonn-Germany', filter: { category: 'BAG', travelTo: '2026-12-01' } }],
    ['kilograms', { from: 'Bonn-Germany', filter: { category: 'BAG', minFreeKg: 0 } }],
    ['cost', { from: 'Bonn-Germany', filter: { category: 'BAG', maxCost: 0 } }],
    ['currency', { from: 'Bonn-Germany', filter: { category: 'BAG', currency: 'EUR' } }],
    ['filter', { from: 'Bonn-Germany' }],
  ])('adds one with another %s', async (_, other) => {
    const jonas = aCaller('Jonas');
    await create({ from: 'Bonn-Germany', filter: { category: 'BAG' } }, jonas);
    await create(other, jonas);
    await create({ from: 'Bonn-Germany', filter: { category: 'BAG' } }, jonas);
    expect(await alertsOf(jonas)).toHaveLength(2);
  });

  it('makes one alert where an answer was lost or a conflict came', async () => {
    const jonas = aCaller('Jonas');
    api.meanwhile('conflict', 'answer lost');
    const alert = await create({ from: aCity() }, jonas);
    expect(await alertsOf(jonas)).toEqual([alert]);
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await api.refusal('Mutation.createAlert', creating({ from: aCity() }, jonas))).toEqual(TRY_AGAIN);
    api.meanwhile('conflict', 'answer lost');
    expect(await remove(alert.id, jonas)).toEqual(alert);
  });
});

describe('Alerts need an active account', () => {
  const suspend = ({ id }: Caller) => api.table.overwrite(accountKey(id), { suspended: inDays(0) });
  it.each([
    ['creating', 'a removal', GONE, (by: Caller) => beginRemoval(api, by)],
    ['creating', 'a suspension', SUSPENDED, suspend],
    ['deleting', 'a removal', GONE, (by: Caller) => beginRemoval(api, by)],
    ['deleting', 'a suspension', SUSPENDED, suspend],
  ] as const)('%s one fails after %s, also between read and write', async (act, _, expected, end) => {
    const jonas = aCaller('Jonas');
    const alert = await create({ from: aCity() }, jonas);
    expect(await api.table.stored(accountKey(jonas.id))).toMatchObject({ since: inDays(0) });
    const call = act === 'creating' ? creating({ from: aCity() }, jonas) : { by: jonas, args: { id: alert.id } };
    const field = act === 'creating' ? 'Mutation.createAlert' : 'Mutation.deleteAlert';
    api.meanwhile(() => end(jonas));
    expect(await api.refusal(field, call)).toEqual(expected);
    expect(await api.refusal(field, call)).toEqual(expected);
    expect(await alertsOf(jonas)).toEqual([alert]);
  });
});
