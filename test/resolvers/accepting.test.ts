import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { contactsKey, halfKey } from '../../domain/keys.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import {
  act,
  acting,
  aPendingScene,
  aScene,
  beginRemoval,
  change,
  changeBoth,
  dayFrom,
  EXPIRED,
  freeClothes,
  GONE,
  LIVE,
  NOT_FOUND,
  reoffer,
  type Scene,
  send,
  standOf,
  TRY_AGAIN,
} from '../support/resolvers/scene.ts';
import { inDays } from '../support/trips.ts';

const PENDING = 'PENDING 1, PENDING 1';
const ACCEPTED = 'ACCEPTED 2, ACCEPTED 2';
const missing = (who: string) => ({ errorType: 'ContactsMissing', errorInfo: { who } });
const noSpace = (freeKg: number) => ({ errorType: 'NotEnoughSpace', errorInfo: { category: 'CLOTHES', freeKg } });

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** Amira accepts, and something else happens between what the call reads and what it writes. */
async function accepting(scene: Scene, meanwhile: () => Promise<unknown>) {
  api.meanwhile(meanwhile);
  const { errorType, errorInfo } = await api.refusal('Mutation.acceptRequest', acting(scene));
  return { refusal: { errorType, errorInfo }, stands: await standOf(api, scene), free: await freeClothes(api, scene) };
}

describe('Accepting a request', () => {
  it('moves both halves and takes the kilograms', async () => {
    const scene = await aPendingScene(api);
    await act(api, scene, 'accept');
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual([ACCEPTED, 8]);
  });

  it('repeated after its answer was lost, takes the kilograms once', async () => {
    const scene = await aPendingScene(api);
    api.meanwhile('answer lost');
    expect(await act(api, scene, 'accept')).toMatchObject({ status: 'ACCEPTED', revision: 2 });
    expect(await act(api, scene, 'accept')).toMatchObject({ status: 'ACCEPTED', revision: 2 });
    expect([await standOf(api, scene), await freeClothes(api, scene)]).toEqual([ACCEPTED, 8]);
  });

  it('is refused without a reason once the requester has blocked the traveler', async () => {
    const scene = await aPendingScene(api);
    const { amira, jonas } = scene;
    const block = () => api.run('Mutation.blockPerson', { by: jonas, args: { id: amira.id } });
    const refusal = { errorType: 'NotAllowed', errorInfo: {} };
    expect(await accepting(scene, block)).toEqual({ refusal, stands: PENDING, free: 10 });
    await api.run('Mutation.unblockPerson', { by: jonas, args: { id: amira.id } });
    await act(api, scene, 'accept');
    expect(await standOf(api, scene)).toBe(ACCEPTED);
  });

  it('is tried three times when other transactions stand in the way', async () => {
    const scene = await aPendingScene(api);
    api.meanwhile('conflict', 'conflict');
    expect(await act(api, scene, 'accept')).toMatchObject({ status: 'ACCEPTED' });
    const other = await aPendingScene(api);
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await api.refusal('Mutation.acceptRequest', acting(other))).toEqual(TRY_AGAIN);
    expect(await standOf(api, other)).toBe(PENDING);
  });

  it("fails when the removal of the traveler's account begins", async () => {
    const scene = await aPendingScene(api);
    expect(await accepting(scene, () => beginRemoval(api, scene.amira))).toEqual({
      refusal: GONE,
      stands: PENDING,
      free: 10,
    });
  });

  it('fails when another half takes the place of a new one', async () => {
    const [first, second] = [await aPendingScene(api), await aPendingScene(api)];
    const put = ({ pair }: Scene, party: 'traveler' | 'requester', tstamp: number) =>
      api.table.store({ ...halfKey(party, 'ACCEPTED', pair), dtime: pair.tripid, revision: 9, tstamp });
    // The traveler's own half is read again, and looks accepted already.
    expect(await accepting(first, () => put(first, 'traveler', LIVE))).toMatchObject({
      stands: 'PENDING 1 and ACCEPTED 9, PENDING 1',
      free: 10,
    });
    expect(await accepting(second, () => put(second, 'requester', LIVE))).toEqual({
      refusal: TRY_AGAIN,
      stands: 'PENDING 1, PENDING 1 and ACCEPTED 9',
      free: 10,
    });
    const expired = await aPendingScene(api);
    for (const party of ['traveler', 'requester'] as const) await put(expired, party, EXPIRED);
    expect(await accepting(expired, () => Promise.resolve())).toMatchObject({ stands: ACCEPTED, free: 8 });
  });

  it('starts again from a request that has changed on both sides', async () => {
    const scene = await aPendingScene(api);
    const result = await accepting(scene, () => changeBoth(api, scene, 'PENDING', { revision: 6, rname: 'Jonas B.' }));
    expect(result).toMatchObject({ stands: 'ACCEPTED 7, ACCEPTED 7', free: 8 });
    expect(await api.table.stored(halfKey('traveler', 'ACCEPTED', scene.pair))).toMatchObject({ rname: 'Jonas B.' });
  });

  it('fails while one side is not as the other was read', async () => {
    const [own, other] = [await aPendingScene(api), await aPendingScene(api)];
    expect(await accepting(own, () => change(api, own, 'traveler', 'PENDING', { revision: 6 }))).toEqual({
      refusal: TRY_AGAIN,
      stands: 'PENDING 6, PENDING 1',
      free: 10,
    });
    expect(await accepting(other, () => change(api, other, 'requester', 'PENDING', { revision: 6 }))).toEqual({
      refusal: TRY_AGAIN,
      stands: 'PENDING 1, PENDING 6',
      free: 10,
    });
  });

  it('of the first app, fails when the API has written the half since', async () => {
    const scene = await aScene(api);
    for (const party of ['traveler', 'requester'] as const) {
      const half = { ...halfKey(party, 'PENDING', scene.pair), dtime: scene.pair.tripid, tstamp: LIVE };
      await api.table.store(half);
    }
    const result = await accepting(scene, () => changeBoth(api, scene, 'PENDING', { revision: 4 }));
    expect(result).toMatchObject({ stands: 'ACCEPTED 5, ACCEPTED 5' });
  });

  it('fails when the own half expires, and needs no live half on the other side', async () => {
    const [own, other, alone] = [await aPendingScene(api), await aPendingScene(api), await aPendingScene(api)];
    expect(await accepting(own, () => change(api, own, 'traveler', 'PENDING', { tstamp: EXPIRED }))).toMatchObject({
      refusal: NOT_FOUND,
      free: 10,
    });
    const expires = () => change(api, other, 'requester', 'PENDING', { tstamp: EXPIRED, revision: 3 });
    expect(await accepting(other, expires)).toMatchObject({ stands: ACCEPTED, free: 8 });
    const goes = () => api.table.forget(halfKey('requester', 'PENDING', alone.pair));
    expect(await accepting(alone, goes)).toMatchObject({ stands: ACCEPTED, free: 8 });
  });

  it('fails when the trip goes, is over, or has too little left', async () => {
    const [gone, over, full, dropped] = [
      await aPendingScene(api),
      await aPendingScene(api),
      await aPendingScene(api),
      await aPendingScene(api),
    ];
    expect(await accepting(gone, () => api.table.forget(gone.tripKey))).toMatchObject({
      refusal: NOT_FOUND,
      stands: PENDING,
    });
    expect(await accepting(over, () => api.table.overwrite(over.tripKey, { trdate: inDays(-3) }))).toMatchObject({
      refusal: { errorType: 'TripClosed' },
      stands: PENDING,
    });
    expect(await accepting(full, () => reoffer(api, full, { free: 1.99 }))).toEqual({
      refusal: noSpace(1.99),
      stands: PENDING,
      free: 1.99,
    });
    expect(await accepting(dropped, () => reoffer(api, dropped, null))).toMatchObject({
      refusal: noSpace(0),
      stands: PENDING,
    });
  });

  it('succeeds when exactly as much is left', async () => {
    const scene = await aPendingScene(api);
    expect(await accepting(scene, () => reoffer(api, scene, { free: 2 }))).toMatchObject({ stands: ACCEPTED, free: 0 });
    const full = await aPendingScene(api);
    await reoffer(api, full, { free: 2 });
    expect(await act(api, full, 'accept')).toMatchObject({ status: 'ACCEPTED' });
  });

  it('is possible on the day of travel, until that is over everywhere', async () => {
    const [today, yesterday] = [await aPendingScene(api), await aPendingScene(api)];
    await api.table.overwrite(today.tripKey, { trdate: dayFrom(0) });
    expect(await act(api, today, 'accept')).toMatchObject({ status: 'ACCEPTED' });
    await api.table.overwrite(yesterday.tripKey, { trdate: dayFrom(-1) });
    expect(await api.refusal('Mutation.acceptRequest', acting(yesterday))).toMatchObject({ errorType: 'TripClosed' });
  });

  it('takes over the expiry of a trip that is moved', async () => {
    const scene = await aPendingScene(api);
    const result = await accepting(scene, () => api.table.overwrite(scene.tripKey, { tstamp: LIVE + 7 }));
    expect(result).toMatchObject({ stands: ACCEPTED, free: 8 });
    for (const party of ['traveler', 'requester'] as const) {
      const half = await api.table.stored(halfKey(party, 'ACCEPTED', scene.pair));
      expect(half).toMatchObject({ tstamp: LIVE + 7 });
    }
  });

  it('needs both contact cards, with a channel, until it is written', async () => {
    for (const [who, other] of [
      ['YOU', 'amira'],
      ['COUNTERPART', 'jonas'],
    ] as const) {
      const [deleted, emptied] = [await aPendingScene(api), await aPendingScene(api)];
      const result = { refusal: missing(who), stands: PENDING, free: 10 };
      expect(await accepting(deleted, () => api.table.forget(contactsKey(deleted[other].id)))).toEqual(result);
      const blank = () => api.table.overwrite(contactsKey(emptied[other].id), { email: ' ', telegram: ' ' });
      expect(await accepting(emptied, blank)).toEqual(result);
    }
  });

  it('says what has become of the request rather than what else is missing', async () => {
    const scene = await aPendingScene(api);
    const result = await accepting(scene, async () => {
      await api.table.forget(contactsKey(scene.amira.id));
      await reoffer(api, scene, { free: 0 });
      await api.run('Mutation.cancelRequest', acting(scene, scene.jonas));
    });
    expect(result.refusal).toEqual({ errorType: 'StatusChanged', errorInfo: { status: 'CANCELLED' } });
  });

  it('of documents without weight needs the trip too', async () => {
    const scene = await aScene(api, { allowed: [{ category: 'PAPER', cost: 1, kg: 0 }] });
    await send(api, scene, { items: [{ category: 'PAPER', kg: 0, pieces: 3 }] });
    expect(await accepting(scene, () => api.table.forget(scene.tripKey))).toMatchObject({
      refusal: NOT_FOUND,
      stands: PENDING,
    });
  });

  it('replaces the texts of a trip of the first app by numbers, once', async () => {
    const scene = await aPendingScene(api);
    await api.table.overwrite(scene.tripKey, { allowed: { Clothes: { cost: '3.0', kg: '10.0' } } });
    await act(api, scene, 'accept');
    expect(await api.table.stored(scene.tripKey)).toMatchObject({ allowed: { Clothes: { cost: 3, kg: 10, free: 8 } } });
    // Another call replaces them first, and takes some.
    const late = await aPendingScene(api);
    await api.table.overwrite(late.tripKey, { allowed: { Clothes: { cost: '3.0', kg: '10.0' } } });
    expect(await accepting(late, () => reoffer(api, late, { free: 6 }))).toMatchObject({ stands: ACCEPTED, free: 4 });
  });
});
