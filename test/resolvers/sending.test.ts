import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { accountKey, contactsKey, halfKey, type Party } from '../../domain/keys.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { Handlers } from '../support/resolvers/handlers.ts';
import {
  act,
  aPendingScene,
  aScene,
  beginRemoval,
  change,
  dayFrom,
  EXPIRED,
  GONE,
  LIVE,
  NOT_FOUND,
  reoffer,
  type Scene,
  send,
  standOf,
  TRY_AGAIN,
  wanting,
} from '../support/resolvers/scene.ts';
import { inDays } from '../support/trips.ts';

const NOTHING = 'nothing, nothing';
const PENDING = 'PENDING 1, PENDING 1';
const refused = (errorType: string, errorInfo: object = {}) => ({ errorType, errorInfo });

let api: Handlers;
beforeAll(async () => {
  api = await Handlers.open();
});
afterAll(() => api.table.drop());

/** Jonas sends, and something else happens between what the call reads and what it writes. */
async function sending(scene: Scene, meanwhile: () => Promise<unknown>, changes: object = {}) {
  api.meanwhile(meanwhile);
  const call = { by: scene.jonas, args: { input: wanting(scene, changes) } };
  const { errorType, errorInfo } = await api.refusal('Mutation.sendRequest', call);
  return { refusal: { errorType, errorInfo }, stands: await standOf(api, scene) };
}

function storeHalf(scene: Scene, party: Party, status: RequestStatus, changes: object = {}) {
  const { pair } = scene;
  const half = { ...halfKey(party, status, pair), dtime: pair.tripid, revision: 3, tstamp: LIVE };
  return api.table.store({ ...half, ...changes });
}

const sendsOf = async ({ jonas }: Scene) => (await api.table.stored(accountKey(jonas.id)))?.['sends'];

describe('Sending a request', () => {
  it('stores both halves, with the terms and names of the moment, and counts it', async () => {
    const scene = await aPendingScene(api, { note: 'Two coats' });
    const { pair, trip } = scene;
    for (const party of ['traveler', 'requester'] as const) {
      expect(await api.table.stored(halfKey(party, 'PENDING', pair))).toMatchObject({
        items: { Clothes: 2 },
        cost: { Clothes: 3 },
        fromcity: trip.fromCity,
        trdate: trip.travelDate,
        currency: 'EUR',
        tname: 'Amira',
        rname: 'Jonas',
        note: 'Two coats',
        revision: 1,
        tstamp: trip.expiresAt,
      });
    }
    expect(await sendsOf(scene)).toBe(1);
  });

  it('costs documents by their number', async () => {
    const scene = await aScene(api, { allowed: [{ category: 'PAPER', cost: 1.5, kg: 0 }] });
    expect(await send(api, scene, { items: [{ category: 'PAPER', kg: 0, pieces: 3 }] })).toMatchObject({ price: 4.5 });
  });

  it('twice with the same content is one request; with other content it is refused', async () => {
    const scene = await aScene(api);
    api.meanwhile('answer lost');
    expect(await send(api, scene)).toMatchObject({ status: 'PENDING', revision: 1 });
    expect(await send(api, scene)).toMatchObject({ revision: 1 });
    for (const other of [{ note: 'x' }, { items: [{ category: 'CLOTHES' as const, kg: 3 }] }]) {
      await expect(send(api, scene, other)).rejects.toMatchObject(refused('AlreadyRequested'));
    }
    expect([await standOf(api, scene), await sendsOf(scene)]).toEqual([PENDING, 1]);
  });

  it('fails when the removal of the account begins, or has begun', async () => {
    const scene = await aScene(api);
    expect(await sending(scene, () => beginRemoval(api, scene.jonas))).toEqual({ refusal: GONE, stands: NOTHING });
    await expect(send(api, scene)).rejects.toMatchObject(GONE);
  });

  it('needs a contact card with a channel until it is written', async () => {
    const [deleted, emptied] = [await aScene(api), await aScene(api)];
    const result = { refusal: refused('ContactsMissing', { who: 'YOU' }), stands: NOTHING };
    expect(await sending(deleted, () => api.table.forget(contactsKey(deleted.jonas.id)))).toEqual(result);
    const blank = () => api.table.overwrite(contactsKey(emptied.jonas.id), { email: '' });
    expect(await sending(emptied, blank)).toEqual(result);
  });

  it.each([
    ['mobile', '+4915112345678'],
    ['email', 'jonas@example.com'],
    ...['fb', 'instagram', 'twitter', 'linkedin', 'telegram'].map((channel) => [channel, 'x'] as const),
  ] as const)('needs one channel: %s is enough', async (channel, value) => {
    const scene = await aScene(api);
    await api.table.store({ ...contactsKey(scene.jonas.id), cname: 'Jonas', [channel]: value });
    expect(await send(api, scene)).toMatchObject({ status: 'PENDING' });
  });

  it('fails when the trip goes, closes or is edited', async () => {
    const [gone, closed, edited] = [await aScene(api), await aScene(api), await aScene(api)];
    expect(await sending(gone, () => api.table.forget(gone.tripKey))).toEqual({ refusal: NOT_FOUND, stands: NOTHING });
    expect(await sending(closed, () => api.table.overwrite(closed.tripKey, { acceptto: inDays(-3) }))).toEqual({
      refusal: refused('TripClosed'),
      stands: NOTHING,
    });
    expect(await sending(edited, () => api.table.overwrite(edited.tripKey, { version: 2 }))).toEqual({
      refusal: refused('VersionConflict', { version: 2 }),
      stands: NOTHING,
    });
    const hidden = await aScene(api);
    const hide = () => api.table.overwrite(hidden.tripKey, { hidden: '2026-12-01' });
    expect(await sending(hidden, hide)).toEqual({ refusal: NOT_FOUND, stands: NOTHING });
  });

  it('to a trip of the first app, which has no version, fails once it has one', async () => {
    const scene = await aScene(api);
    const stored = await api.table.stored(scene.tripKey);
    const { version: _, ...first } = stored ?? {};
    await api.table.store(first);
    const result = await sending(scene, () => api.table.overwrite(scene.tripKey, { version: 1 }), { tripVersion: 0 });
    expect(result).toEqual({ refusal: refused('VersionConflict', { version: 1 }), stands: NOTHING });
    await api.table.store(first);
    expect(await send(api, scene, { tripVersion: 0 })).toMatchObject({ status: 'PENDING' });
  });

  it('takes over the expiry and the name of a trip that changes', async () => {
    const [moved, renamed] = [await aScene(api), await aScene(api)];
    await sending(moved, () => api.table.overwrite(moved.tripKey, { tstamp: LIVE + 7 }));
    expect(await api.table.stored(halfKey('traveler', 'PENDING', moved.pair))).toMatchObject({ tstamp: LIVE + 7 });
    await sending(renamed, () => api.table.overwrite(renamed.tripKey, { tname: 'Amira S.' }));
    expect(await api.table.stored(halfKey('requester', 'PENDING', renamed.pair))).toMatchObject({ tname: 'Amira S.' });
  });

  it('takes over a name of the sender that changes, and counts sends that happen meanwhile', async () => {
    const scene = await aScene(api);
    const account = accountKey(scene.jonas.id);
    await sending(scene, () => api.table.overwrite(account, { name: 'Jonas B.' }));
    expect(await api.table.stored(halfKey('traveler', 'PENDING', scene.pair))).toMatchObject({ rname: 'Jonas B.' });
    const [first, later] = [await aScene(api), await aScene(api)];
    await sending(first, () => api.table.overwrite(accountKey(first.jonas.id), { sends: 6, name: 'Jonas' }));
    expect(await sendsOf(first)).toBe(7);
    await api.table.overwrite(accountKey(later.jonas.id), { sends: 2, name: 'Jonas' });
    await sending(later, () => api.table.overwrite(accountKey(later.jonas.id), { sends: 8 }));
    expect(await sendsOf(later)).toBe(9);
  });

  it('fails when a half is there on either side, unless it has expired', async () => {
    const [theirs, own, expired] = [await aScene(api), await aScene(api), await aScene(api)];
    expect(await sending(theirs, () => storeHalf(theirs, 'traveler', 'PENDING'))).toEqual({
      refusal: refused('AlreadyRequested'),
      stands: 'PENDING 3, nothing',
    });
    expect(await sending(own, () => storeHalf(own, 'requester', 'PENDING'))).toEqual({
      refusal: refused('AlreadyRequested'),
      stands: 'nothing, PENDING 3',
    });
    for (const party of ['traveler', 'requester'] as const) {
      await storeHalf(expired, party, 'PENDING', { tstamp: EXPIRED });
    }
    expect(await sending(expired, () => Promise.resolve())).toMatchObject({ stands: PENDING });
  });

  it.each(['PENDING', 'ACCEPTED', 'DECLINED'] as const)(
    'fails beside a half that is %s, even a malformed one, until that expires',
    async (status) => {
      const scene = await aScene(api);
      const errorType = status === 'DECLINED' ? 'AlreadyDeclined' : 'AlreadyRequested';
      await storeHalf(scene, 'requester', status, { dtime: 'x' });
      expect(await sending(scene, () => Promise.resolve())).toMatchObject({ refusal: { errorType } });
      await storeHalf(scene, 'requester', status, { tstamp: 'never' });
      expect(await sending(scene, () => Promise.resolve())).toMatchObject({ refusal: { errorType } });
      await storeHalf(scene, 'requester', status, { tstamp: EXPIRED });
      expect(await send(api, scene)).toMatchObject({ status: 'PENDING' });
    },
  );

  it('after a cancelled request replaces both of its halves and continues its revision', async () => {
    const scene = await aPendingScene(api);
    await act(api, scene, 'cancel', scene.jonas);
    expect(await send(api, scene)).toMatchObject({ revision: 3 });
    expect(await standOf(api, scene)).toBe('PENDING 3, PENDING 3');
    const late = await aPendingScene(api);
    await act(api, late, 'cancel', late.jonas);
    const changes = () => change(api, late, 'requester', 'CANCELLED', { revision: 7 });
    expect(await sending(late, changes)).toMatchObject({ stands: 'PENDING 8, PENDING 8' });
  });

  it('is tried four times when other transactions stand in the way', async () => {
    const [scene, other] = [await aScene(api), await aScene(api)];
    api.meanwhile('conflict', 'conflict', 'conflict');
    expect(await send(api, scene)).toMatchObject({ status: 'PENDING' });
    api.meanwhile('conflict', 'conflict', 'conflict', 'conflict');
    await expect(send(api, other)).rejects.toMatchObject(TRY_AGAIN);
    expect(await standOf(api, other)).toBe(NOTHING);
  });
});

describe('A request is refused', () => {
  it("for one's own trip", async () => {
    const scene = await aScene(api);
    const { errorType } = await api.refusal('Mutation.sendRequest', {
      by: scene.amira,
      args: { input: wanting(scene) },
    });
    expect(errorType).toBe('NotAllowed');
  });

  it('for more than the trip has free, and accepted for exactly as much', async () => {
    const scene = await aScene(api);
    await reoffer(api, scene, { free: 4 });
    const asking = (kg: number) => send(api, scene, { items: [{ category: 'CLOTHES', kg }] });
    const info = { category: 'CLOTHES', freeKg: 4 };
    await expect(asking(4.01)).rejects.toMatchObject(refused('NotEnoughSpace', info));
    expect(await asking(4)).toMatchObject({ status: 'PENDING' });
  });

  it('for a category that the trip does not offer', async () => {
    const scene = await aScene(api);
    await expect(send(api, scene, { items: [{ category: 'BAG', kg: 1 }] })).rejects.toMatchObject(
      refused('ValidationError', { field: 'items', rule: 'notOffered', category: 'BAG' }),
    );
  });

  it('after the last day of acceptance, and accepted on that day', async () => {
    const scene = await aScene(api);
    await api.table.overwrite(scene.tripKey, { acceptto: dayFrom(-1) });
    await expect(send(api, scene)).rejects.toMatchObject(refused('TripClosed'));
    await api.table.overwrite(scene.tripKey, { acceptto: dayFrom(0) });
    expect(await send(api, scene)).toMatchObject({ status: 'PENDING' });
  });

  it('for a trip that has expired', async () => {
    const scene = await aScene(api);
    await api.table.overwrite(scene.tripKey, { tstamp: EXPIRED });
    await expect(send(api, scene)).rejects.toMatchObject(NOT_FOUND);
  });
});
