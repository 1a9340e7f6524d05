import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { halfKey } from '../../domain/keys.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import {
  act,
  acting,
  anAcceptedScene,
  aPendingScene,
  beginRemoval,
  change,
  changeBoth,
  EXPIRED,
  freeClothes,
  GONE,
  LIVE,
  NOT_FOUND,
  reoffer,
  type Scene,
  standOf,
  TRY_AGAIN,
} from '../support/resolvers/scene.ts';

const CANCELLED = 'CANCELLED 3, CANCELLED 3';

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** Jonas cancels, and something else happens between what the call reads and what it writes. */
async function cancelling(scene: Scene, meanwhile: () => Promise<unknown>) {
  api.meanwhile(meanwhile);
  const { errorType, errorInfo } = await api.refusal('Mutation.cancelRequest', acting(scene, scene.jonas));
  return { refusal: { errorType, errorInfo }, stands: await standOf(api, scene), free: await freeClothes(api, scene) };
}

describe('Cancelling an accepted request', () => {
  it('gives the kilograms back exactly once', async () => {
    const scene = await anAcceptedScene(api);
    expect(await freeClothes(api, scene)).toBe(8);
    api.meanwhile('answer lost');
    expect(await act(api, scene, 'cancel', scene.jonas)).toMatchObject({ status: 'CANCELLED', reason: 'CANCELLED' });
    await act(api, scene, 'cancel', scene.jonas);
    await act(api, scene, 'cancel', scene.amira);
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual([CANCELLED, 10]);
  });

  it('gives nothing back when the trip goes', async () => {
    const scene = await anAcceptedScene(api);
    expect(await cancelling(scene, () => api.table.forget(scene.tripKey))).toMatchObject({ stands: CANCELLED });
    expect(await api.table.stored(scene.tripKey)).toBeUndefined();
    const gone = await anAcceptedScene(api);
    const trip = await api.table.stored(gone.tripKey);
    await api.table.forget(gone.tripKey);
    // The trip that the call found missing is there again: then its kilograms are given back.
    expect(await cancelling(gone, () => api.table.store(trip ?? {}))).toMatchObject({ stands: CANCELLED, free: 10 });
  });

  it('gives nothing back for a category that the trip no longer offers', async () => {
    const scene = await anAcceptedScene(api);
    await reoffer(api, scene, null);
    await act(api, scene, 'cancel', scene.jonas);
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual([CANCELLED, undefined]);
    const late = await anAcceptedScene(api);
    expect(await cancelling(late, () => reoffer(api, late, null))).toMatchObject({
      stands: CANCELLED,
      free: undefined,
    });
  });

  it('takes over the expiry of a trip that is moved', async () => {
    const scene = await anAcceptedScene(api);
    const result = await cancelling(scene, () => api.table.overwrite(scene.tripKey, { tstamp: LIVE + 7 }));
    expect(result).toMatchObject({ stands: CANCELLED, free: 10 });
    expect(await api.table.stored(halfKey('requester', 'CANCELLED', scene.pair))).toMatchObject({ tstamp: LIVE + 7 });
  });

  it('fails when the removal of the account begins', async () => {
    const scene = await anAcceptedScene(api);
    const stands = 'ACCEPTED 2, ACCEPTED 2';
    expect(await cancelling(scene, () => beginRemoval(api, scene.jonas))).toEqual({ refusal: GONE, stands, free: 8 });
  });

  it('fails when the own half expires', async () => {
    const scene = await anAcceptedScene(api);
    const expires = () => change(api, scene, 'requester', 'ACCEPTED', { tstamp: EXPIRED });
    expect(await cancelling(scene, expires)).toMatchObject({ refusal: NOT_FOUND, free: 8 });
  });

  it('fails while one side is not as the other was read', async () => {
    const scene = await anAcceptedScene(api);
    expect(await cancelling(scene, () => change(api, scene, 'traveler', 'ACCEPTED', { revision: 7 }))).toEqual({
      refusal: TRY_AGAIN,
      stands: 'ACCEPTED 7, ACCEPTED 2',
      free: 8,
    });
  });
});

describe('Cancelling a pending request', () => {
  it('moves no kilograms', async () => {
    const scene = await aPendingScene(api);
    expect(await act(api, scene, 'cancel', scene.jonas)).toMatchObject({ status: 'CANCELLED', reason: 'WITHDRAWN' });
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual(['CANCELLED 2, CANCELLED 2', 10]);
  });

  it('gives back what was taken when it is accepted meanwhile', async () => {
    const scene = await aPendingScene(api);
    const accepts = () => api.run('Mutation.acceptRequest', acting(scene));
    expect(await cancelling(scene, accepts)).toMatchObject({
      stands: CANCELLED,
      free: 10,
      refusal: { errorType: null, errorInfo: { reason: 'CANCELLED' } },
    });
  });
});

describe('Declining a request', () => {
  it('moves both halves and no kilograms', async () => {
    const scene = await aPendingScene(api);
    expect(await act(api, scene, 'decline')).toMatchObject({ status: 'DECLINED', actions: [] });
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual(['DECLINED 2, DECLINED 2', 10]);
  });

  it('starts again when the request is withdrawn or changed meanwhile', async () => {
    const [withdrawn, changed] = [await aPendingScene(api), await aPendingScene(api)];
    api.meanwhile(() => api.run('Mutation.cancelRequest', acting(withdrawn, withdrawn.jonas)));
    expect(await act(api, withdrawn, 'decline')).toMatchObject({ status: 'DECLINED', reason: null, revision: 3 });
    api.meanwhile(() => changeBoth(api, changed, 'PENDING', { revision: 8 }));
    expect(await act(api, changed, 'decline')).toMatchObject({ status: 'DECLINED', revision: 9 });
  });
});
