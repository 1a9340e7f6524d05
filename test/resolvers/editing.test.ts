import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { markerKey } from '../../domain/keys.ts';
import type { Trip } from '../../domain/schema.types.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import {
  act,
  anAcceptedScene,
  aScene,
  beginRemoval,
  EXPIRED,
  freeClothes,
  GONE,
  NOT_FOUND,
  reoffer,
  type Scene,
  TRY_AGAIN,
} from '../support/resolvers/scene.ts';
import { inDays } from '../support/trips.ts';

const CLOTHES = { category: 'CLOTHES', cost: 3, kg: 10 };
const ELECTRONICS = { category: 'ELECTRONICS', cost: 20, kg: 5 };
const conflict = (version: number) => ({ errorType: 'VersionConflict', errorInfo: { version } });
const belowTaken = {
  errorType: 'ValidationError',
  errorInfo: { field: 'allowed', rule: 'belowTaken', category: 'CLOTHES' },
};

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

const editing = ({ amira, trip }: Scene, input: object) => ({
  by: amira,
  args: { input: { id: trip.id, version: 1, ...input } },
});
const edit = (scene: Scene, input: object) => api.run<Trip>('Mutation.updateTrip', editing(scene, input));
const refusal = (scene: Scene, input: object) => api.refusal('Mutation.updateTrip', editing(scene, input));
const stored = ({ tripKey }: Scene) => api.table.stored(tripKey);

describe('Editing a trip', () => {
  it('stores dates with the search key and the expiry, and raises the version', async () => {
    const scene = await aScene(api);
    const trip = await edit(scene, { acceptFrom: inDays(2), acceptTo: inDays(20), travelDate: inDays(30) });
    expect(trip).toMatchObject({ acceptFrom: inDays(2), acceptTo: inDays(20), travelDate: inDays(30), version: 2 });
    const { username, created } = scene.tripKey;
    expect(await stored(scene)).toMatchObject({
      closing: `${inDays(20)}#${created}#${username}`,
      tstamp: Date.parse(inDays(60)) / 1000,
      version: 2,
    });
  });

  it('leaves the work of moving requests only when the travel date moves', async () => {
    const [moved, other, expiry] = [await aScene(api), await aScene(api), await aScene(api)];
    await edit(moved, { travelDate: inDays(30) });
    expect(await api.table.stored(markerKey('moved', moved.tripKey))).toHaveProperty('since');
    await edit(other, { acceptTo: inDays(20), allowed: [CLOTHES] });
    expect(await api.table.stored(markerKey('moved', other.tripKey))).toBeUndefined();
    // The first app rounded some expiry times: the requests follow.
    await api.table.overwrite(expiry.tripKey, { tstamp: expiry.trip.expiresAt + 60 });
    await edit(expiry, { acceptTo: inDays(20) });
    expect(await api.table.stored(markerKey('moved', expiry.tripKey))).toHaveProperty('since');
  });

  it('moves what is free by the same difference as the kilograms', async () => {
    const scene = await anAcceptedScene(api);
    expect(await edit(scene, { allowed: [{ ...CLOTHES, cost: 4, kg: 12.5 }, ELECTRONICS] })).toMatchObject({
      allowed: [{ category: 'CLOTHES', cost: 4, kg: 12.5, freeKg: 10.5 }, {}],
    });
    expect(await edit(scene, { version: 2, allowed: [{ ...CLOTHES, kg: 2 }] })).toMatchObject({
      allowed: [{ category: 'CLOTHES', cost: 3, kg: 2, freeKg: 0 }],
    });
    expect(
      await edit(scene, {
        version: 3,
        allowed: [
          { ...CLOTHES, kg: 2 },
          { ...CLOTHES, category: 'BAG' },
        ],
      }),
    ).toMatchObject({
      allowed: [
        { category: 'CLOTHES', freeKg: 0 },
        { category: 'BAG', kg: 10, freeKg: 10 },
      ],
    });
  });

  it('cuts nothing below what is taken', async () => {
    const scene = await anAcceptedScene(api);
    expect(await refusal(scene, { allowed: [{ ...CLOTHES, kg: 1.99 }] })).toEqual(belowTaken);
    expect(await refusal(scene, { allowed: [ELECTRONICS] })).toEqual(belowTaken);
    expect(await stored(scene)).toMatchObject({ version: 1 });
    await act(api, scene, 'cancel', scene.jonas);
    expect(await edit(scene, { allowed: [ELECTRONICS] })).toMatchObject({ allowed: [{ category: 'ELECTRONICS' }] });
  });

  it('cuts nothing below what is taken meanwhile', async () => {
    const [cut, removed] = [await aScene(api), await aScene(api)];
    api.meanwhile(() => reoffer(api, cut, { free: 8 }));
    expect(await refusal(cut, { allowed: [{ ...CLOTHES, kg: 1.5 }, ELECTRONICS] })).toEqual(belowTaken);
    expect(await stored(cut)).toMatchObject({ version: 1 });
    api.meanwhile(() => reoffer(api, removed, { free: 8 }));
    expect(await refusal(removed, { allowed: [ELECTRONICS] })).toEqual(belowTaken);
    expect(await freeClothes(api, removed)).toBe(8);
  });

  it('names the category that is cut below what is taken, and no other', async () => {
    const scene = await aScene(api);
    const taken = { Clothes: { cost: 3, kg: 10, free: 8 }, Electronics: { cost: 20, kg: 5, free: 3 } };
    api.meanwhile(() => api.table.overwrite(scene.tripKey, { allowed: taken }));
    const cut = [
      { ...CLOTHES, kg: 2 },
      { ...ELECTRONICS, kg: 1 },
    ];
    expect(await refusal(scene, { allowed: cut })).toMatchObject({ errorInfo: { category: 'ELECTRONICS' } });
  });

  it('keeps what is taken meanwhile', async () => {
    const scene = await aScene(api);
    api.meanwhile(() => reoffer(api, scene, { free: 8 }));
    expect(await edit(scene, { allowed: [{ ...CLOTHES, kg: 11 }, ELECTRONICS] })).toMatchObject({
      allowed: [{ kg: 11, freeKg: 9 }, {}],
    });
    api.meanwhile(() => reoffer(api, scene, { free: 3, kg: 11 }));
    expect(await edit(scene, { version: 2, allowed: [{ ...CLOTHES, kg: 8 }, ELECTRONICS] })).toMatchObject({
      allowed: [{ kg: 8, freeKg: 0 }, {}],
    });
  });

  it.each([
    ['other kilograms', { kg: 9, free: 9 }, [{ ...CLOTHES, kg: 12 }, ELECTRONICS]],
    ['a missing category', null, [{ ...CLOTHES, cost: 4 }, ELECTRONICS]],
    ['a missing category', null, [{ ...CLOTHES, kg: 12 }, ELECTRONICS]],
  ])('fails on %s that appear meanwhile', async (_, clothes, allowed) => {
    const scene = await aScene(api);
    api.meanwhile(() => reoffer(api, scene, clothes));
    expect(await refusal(scene, { allowed })).toEqual(conflict(1));
    expect(await stored(scene)).toMatchObject({ version: 1 });
  });

  it('adds no category over one that appears meanwhile', async () => {
    const scene = await aScene(api);
    await reoffer(api, scene, null);
    api.meanwhile(() => reoffer(api, scene, { free: 7 }));
    expect(await refusal(scene, { allowed: [CLOTHES, ELECTRONICS] })).toEqual(conflict(1));
    expect(await freeClothes(api, scene)).toBe(7);
  });

  it('of another version is refused, before and at the write', async () => {
    const [before, meanwhile, first] = [await aScene(api), await aScene(api), await aScene(api)];
    await edit(before, { acceptTo: inDays(20) });
    expect(await refusal(before, { acceptTo: inDays(21) })).toEqual(conflict(2));
    api.meanwhile(() => api.table.overwrite(meanwhile.tripKey, { version: 2 }));
    expect(await refusal(meanwhile, { acceptTo: inDays(20) })).toEqual(conflict(2));
    expect(await stored(meanwhile)).toMatchObject({ acceptto: inDays(26) });
    // A trip of the first app has no version, which counts as 0.
    const { version: _, ...unversioned } = (await stored(first)) ?? {};
    await api.table.store(unversioned);
    api.meanwhile(() => api.table.overwrite(first.tripKey, { version: 1 }));
    expect(await refusal(first, { version: 0, acceptTo: inDays(20) })).toEqual(conflict(1));
    await api.table.store(unversioned);
    expect(await edit(first, { version: 0, acceptTo: inDays(20) })).toMatchObject({ version: 1 });
  });

  it('of a trip that expires or goes meanwhile finds nothing', async () => {
    const [expired, gone] = [await aScene(api), await aScene(api)];
    api.meanwhile(() => api.table.overwrite(expired.tripKey, { tstamp: EXPIRED }));
    expect(await refusal(expired, { acceptTo: inDays(20) })).toEqual(NOT_FOUND);
    expect(await stored(expired)).toMatchObject({ version: 1, tstamp: EXPIRED });
    api.meanwhile(() => api.table.forget(gone.tripKey));
    expect(await refusal(gone, { acceptTo: inDays(20) })).toEqual(NOT_FOUND);
    expect(await stored(gone)).toBeUndefined();
  });

  it('fails when the removal of the account begins', async () => {
    const [scene, texts] = [await aScene(api), await aScene(api)];
    api.meanwhile(() => beginRemoval(api, scene.amira));
    expect(await refusal(scene, { acceptTo: inDays(20) })).toEqual(GONE);
    expect(await stored(scene)).toMatchObject({ version: 1 });
    const allowed = { Clothes: { cost: '3.0', kg: '10.0' } };
    await api.table.overwrite(texts.tripKey, { allowed });
    api.meanwhile(() => beginRemoval(api, texts.amira));
    expect(await refusal(texts, { allowed: [CLOTHES] })).toEqual(GONE);
    expect(await stored(texts)).toMatchObject({ allowed });
  });

  it('whose answer was lost is made once', async () => {
    const scene = await anAcceptedScene(api);
    api.meanwhile('answer lost');
    expect(await edit(scene, { allowed: [{ ...CLOTHES, kg: 12 }, ELECTRONICS] })).toMatchObject({
      version: 2,
      allowed: [{ kg: 12, freeKg: 10 }, {}],
    });
    // Another call's edit is not mistaken for it.
    const other = await aScene(api);
    api.meanwhile(() => api.table.overwrite(other.tripKey, { version: 2, updated: '2026-01-02T03:04:05.678Z' }));
    expect(await refusal(other, { acceptTo: inDays(20) })).toEqual(conflict(2));
  });

  it('replaces the texts of the first app by numbers, unless they change meanwhile', async () => {
    const [scene, late] = [await aScene(api), await aScene(api)];
    const allowed = { Clothes: { cost: '3.0', kg: '10.0' } };
    for (const { tripKey } of [scene, late]) await api.table.overwrite(tripKey, { allowed });
    expect(await edit(scene, { allowed: [{ ...CLOTHES, kg: 12 }] })).toMatchObject({
      allowed: [{ kg: 12, freeKg: 12 }],
    });
    const numbers = { Clothes: { cost: 3, kg: 10, free: 8 } };
    api.meanwhile(() => api.table.overwrite(late.tripKey, { allowed: numbers }));
    await edit(late, { allowed: [{ ...CLOTHES, kg: 12 }] });
    expect(await freeClothes(api, late)).toBe(10);
  });

  it('is tried three times when other transactions stand in the way', async () => {
    const scene = await aScene(api);
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await refusal(scene, { acceptTo: inDays(20) })).toEqual(TRY_AGAIN);
    api.meanwhile('conflict', 'conflict');
    expect(await edit(scene, { acceptTo: inDays(20) })).toMatchObject({ version: 2 });
  });

  it('needs something to change, and is for the traveler alone', async () => {
    const scene = await aScene(api);
    expect(await refusal(scene, {})).toEqual({
      errorType: 'ValidationError',
      errorInfo: { field: 'input', rule: 'required' },
    });
    const call = { ...editing(scene, { acceptTo: inDays(20) }), by: scene.jonas };
    expect(await api.refusal('Mutation.updateTrip', call)).toMatchObject({ errorType: 'NotAllowed' });
  });
});
