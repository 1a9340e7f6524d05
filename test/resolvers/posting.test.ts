import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, contactsKey, markerKey, TRIP_KEYS } from '../../domain/keys.ts';
import type { Trip } from '../../domain/schema.types.ts';
import { aCaller, type Caller, Handlers } from '../support/resolvers/handlers.ts';
import { aScene, beginRemoval, EXPIRED, GONE, NOT_FOUND, type Scene, TRY_AGAIN } from '../support/resolvers/scene.ts';
import { aTrip, keyOf } from '../support/trips.ts';

const LIMIT = { errorType: 'LimitReached', errorInfo: { what: 'TRIPS', limit: 50, until: null } };

let api: Handlers;
let amira: Caller;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());
beforeEach(() => {
  amira = aCaller('Amira');
});

const post = (input: object = {}, claims?: object) =>
  api.run<Trip>('Mutation.createTrip', {
    by: amira,
    args: { input: { ...aTrip(), ...input } },
    ...(claims && { claims: { ...claims } }),
  });
const refusal = (input: object = {}) =>
  api.refusal('Mutation.createTrip', { by: amira, args: { input: { ...aTrip(), ...input } } });
const account = (attributes: object) => api.table.overwrite(accountKey(amira.id), { ...attributes });
const stored = () => api.table.stored(accountKey(amira.id));
const trips = async () =>
  (await api.table.everythingOf(amira.id)).filter(({ created }) => String(created) < TRIP_KEYS.last).length;

/** Copies of a trip under other keys. */
async function copies(trip: Trip, count: number, changes: object = {}): Promise<void> {
  const item = await api.table.stored(keyOf(trip));
  const keys = Array.from({ length: count }, (_, at) => `2026-01-02-03-04-05-${String(100_000 + at)}`);
  await api.table.storeAll(keys.map((created) => ({ ...item, created, ...changes })));
}

describe('Posting a trip', () => {
  it('counts it in the account', async () => {
    const trip = await post({ token: 'one' });
    const { created } = keyOf(trip);
    expect(await stored()).toMatchObject({ trips: 1, lasttoken: 'one', lasttrip: created, name: 'Amira' });
    await post();
    expect(await stored()).toMatchObject({ trips: 2 });
  });

  it('offers hundredths of a kilogram exactly', async () => {
    const { allowed } = await post({ allowed: [{ category: 'CLOTHES', cost: 1, kg: 1.15 }] });
    expect(allowed).toMatchObject([{ kg: 1.15, freeKg: 1.15 }]);
  });

  it('is possible up to 50 trips', async () => {
    await post();
    await account({ trips: 49 });
    await post();
    expect(await stored()).toMatchObject({ trips: 50 });
  });

  it('is refused beyond 50 trips that are there', async () => {
    const trip = await post();
    await copies(trip, 49);
    await account({ trips: 50 });
    expect(await refusal()).toEqual(LIMIT);
    expect(await trips()).toBe(50);
  });

  it('corrects a count that expired or malformed trips have left too high', async () => {
    const trip = await post();
    await copies(trip, 40, { tstamp: EXPIRED });
    await copies(trip, 10, { trdate: 'someday' });
    await account({ trips: 50 });
    await post();
    expect(await stored()).toMatchObject({ trips: 2 });
  });

  it('counts the trips of an account that has no count', async () => {
    const trip = await post();
    await copies(trip, 3);
    const { trips: _, ...uncounted } = (await stored()) ?? {};
    await api.table.store(uncounted);
    await post();
    expect(await stored()).toMatchObject({ trips: 5 });
  });

  it('corrects no count that has changed since it was read', async () => {
    await post();
    for (const changed of [{ lasttrip: 'another' }, { trips: 51 }]) {
      await account({ trips: 50, lasttrip: 'one' });
      api.meanwhile(
        () => Promise.resolve(),
        () => account(changed),
      );
      expect(await refusal()).toEqual(LIMIT);
      expect(await stored()).toMatchObject({ trips: 50, lasttrip: 'one', ...changed });
    }
    const { trips: _, ...uncounted } = (await stored()) ?? {};
    await api.table.store(uncounted);
    api.meanwhile(
      () => Promise.resolve(),
      () => account({ trips: 30 }),
    );
    await post();
    expect(await stored()).toMatchObject({ trips: 31 });
  });

  it('fails when the account is suspended before the write', async () => {
    await post();
    api.meanwhile(() => account({ suspended: '2026-10-05T06:07:08.901Z' }));
    expect(await refusal()).toEqual({ errorType: 'AccountSuspended', errorInfo: {} });
    expect(await trips()).toBe(1);
  });

  it('fails when the removal of the account begins, at any write', async () => {
    expect(await refusal({ currency: 'XXX' })).toMatchObject({ errorType: 'ValidationError' });
    api.meanwhile(() => beginRemoval(api, amira));
    expect(await refusal()).toEqual(GONE);
    expect(await trips()).toBe(0);
    expect(await refusal()).toEqual(GONE);
    amira = aCaller('Amira');
    await post();
    await account({ trips: 50 });
    api.meanwhile(
      () => Promise.resolve(),
      () => beginRemoval(api, amira),
    );
    expect(await refusal()).toEqual(GONE);
    expect(await stored()).toMatchObject({ trips: 50 });
    const { trips: _, removing: __, ...uncounted } = (await stored()) ?? {};
    await api.table.store(uncounted);
    api.meanwhile(
      () => Promise.resolve(),
      () => beginRemoval(api, amira),
    );
    expect(await refusal()).toEqual(GONE);
    expect(await stored()).not.toHaveProperty('trips');
  });

  it('with the token of the last call answers its trip', async () => {
    const trip = await post({ token: 'same' });
    expect(await post({ token: 'same' })).toMatchObject({ id: trip.id });
    expect(await trips()).toBe(1);
    // Another token is another trip.
    expect((await post({ token: 'other' })).id).not.toBe(trip.id);
    api.meanwhile('answer lost');
    await post({ token: 'lost' });
    expect(await trips()).toBe(3);
    api.meanwhile('answer lost');
    await post();
    expect(await trips()).toBe(4);
  });

  it('with the token of a call that another phone makes meanwhile answers that trip', async () => {
    let other: Trip | undefined;
    api.meanwhile(async () => {
      const second = await Handlers.open();
      Object.assign(second, { table: api.table });
      other = await second.run<Trip>('Mutation.createTrip', { by: amira, args: { input: { ...aTrip(), token: 't' } } });
    });
    expect(await post({ token: 't' })).toMatchObject({ id: other?.id });
    expect(await trips()).toBe(1);
  });

  it('is tried three times when other transactions stand in the way', async () => {
    await post();
    api.meanwhile('conflict', 'conflict');
    await post();
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await refusal()).toEqual(TRY_AGAIN);
    expect(await trips()).toBe(2);
  });

  it('shows the name that the account has at that moment', async () => {
    await post();
    api.meanwhile(() => account({ name: 'Amira S.' }));
    expect(await post()).toMatchObject({ traveler: { name: 'Amira S.' } });
  });

  it('needs a name: of the account, of the token, or of the card', async () => {
    const noName = { errorType: 'ValidationError', errorInfo: { field: 'name', rule: 'required' } };
    await expect(post({}, {})).rejects.toMatchObject(noName);
    await api.table.store({ ...contactsKey(amira.id), cname: 'Mrs. Amira' });
    expect(await post({}, {})).toMatchObject({ traveler: { name: 'Mrs. Amira' } });
    expect(await post({}, { name: 'Someone' })).toMatchObject({ traveler: { name: 'Mrs. Amira' } });
  });

  it.each([
    ['', false],
    ['x', true],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    ['a b', false],
    ['a_B-9', true],
    ['a\n', false],
  ])('takes a token of 1 to 64 characters: "%s"', async (token, isTaken) => {
    const { errorType } = await refusal({ token });
    expect(errorType).toBe(isTaken ? null : 'ValidationError');
  });
});

describe('Deleting a trip', () => {
  const deleting = ({ trip }: Scene, by: Caller) => ({ by, args: { id: trip.id } });
  const accountOf = (person: Caller) => api.table.stored(accountKey(person.id));

  it('lowers the count and leaves the work of closing its requests', async () => {
    const scene = await aScene(api);
    expect(await api.run('Mutation.deleteTrip', deleting(scene, scene.amira))).toMatchObject({ id: scene.trip.id });
    expect(await api.table.stored(scene.tripKey)).toBeUndefined();
    expect(await api.table.stored(markerKey('closing', scene.tripKey))).toHaveProperty('since');
    expect(await accountOf(scene.amira)).toMatchObject({ trips: 0 });
    expect(await api.refusal('Mutation.deleteTrip', deleting(scene, scene.amira))).toEqual(NOT_FOUND);
  });

  it('is for the traveler alone', async () => {
    const scene = await aScene(api);
    const { errorType } = await api.refusal('Mutation.deleteTrip', deleting(scene, scene.jonas));
    expect(errorType).toBe('NotAllowed');
  });

  it('never counts below 0, and needs no count', async () => {
    const [zero, none, negative] = [await aScene(api), await aScene(api), await aScene(api)];
    await api.table.overwrite(accountKey(zero.amira.id), { trips: 0 });
    await api.run('Mutation.deleteTrip', deleting(zero, zero.amira));
    expect(await accountOf(zero.amira)).toMatchObject({ trips: 0 });
    const { trips: _, ...uncounted } = (await accountOf(none.amira)) ?? {};
    await api.table.store(uncounted);
    await api.run('Mutation.deleteTrip', deleting(none, none.amira));
    expect(await accountOf(none.amira)).not.toHaveProperty('trips');
    await api.table.overwrite(accountKey(negative.amira.id), { trips: -1 });
    await api.run('Mutation.deleteTrip', deleting(negative, negative.amira));
    expect(await api.table.stored(negative.tripKey)).toBeUndefined();
  });

  it('lowers a count that appears meanwhile', async () => {
    const scene = await aScene(api);
    const key = accountKey(scene.amira.id);
    const { trips: _, ...uncounted } = (await api.table.stored(key)) ?? {};
    await api.table.store(uncounted);
    api.meanwhile(
      () => Promise.resolve(),
      () => api.table.overwrite(key, { trips: 3 }),
    );
    await api.run('Mutation.deleteTrip', deleting(scene, scene.amira));
    expect(await api.table.stored(key)).toMatchObject({ trips: 2 });
  });

  it('fails when the removal of the account begins, with a count and without', async () => {
    for (const count of [{ trips: 1 }, { trips: 0 }]) {
      const scene = await aScene(api);
      await api.table.overwrite(accountKey(scene.amira.id), count);
      api.meanwhile(() => beginRemoval(api, scene.amira));
      expect(await api.refusal('Mutation.deleteTrip', deleting(scene, scene.amira))).toEqual(GONE);
      expect(await api.table.stored(scene.tripKey)).toBeDefined();
    }
    const late = await aScene(api);
    await api.table.overwrite(accountKey(late.amira.id), { trips: 0 });
    api.meanwhile(
      () => Promise.resolve(),
      () => beginRemoval(api, late.amira),
    );
    expect(await api.refusal('Mutation.deleteTrip', deleting(late, late.amira))).toEqual(GONE);
    expect(await api.table.stored(late.tripKey)).toBeDefined();
  });

  it('of a trip that goes meanwhile finds nothing; of one whose answer was lost, answers it', async () => {
    const [gone, lost] = [await aScene(api), await aScene(api)];
    api.meanwhile(() => api.table.forget(gone.tripKey));
    expect(await api.refusal('Mutation.deleteTrip', deleting(gone, gone.amira))).toEqual(NOT_FOUND);
    expect(await accountOf(gone.amira)).toMatchObject({ trips: 1 });
    expect(await api.table.stored(markerKey('closing', gone.tripKey))).toBeUndefined();
    api.meanwhile('answer lost');
    expect(await api.run('Mutation.deleteTrip', deleting(lost, lost.amira))).toMatchObject({ id: lost.trip.id });
    expect(await accountOf(lost.amira)).toMatchObject({ trips: 0 });
  });

  it('is tried three times when other transactions stand in the way', async () => {
    const [scene, other] = [await aScene(api), await aScene(api)];
    api.meanwhile('conflict', 'conflict');
    await api.run('Mutation.deleteTrip', deleting(scene, scene.amira));
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await api.refusal('Mutation.deleteTrip', deleting(other, other.amira))).toEqual(TRY_AGAIN);
  });
});
