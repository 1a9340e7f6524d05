import { describe, expect, it } from 'vitest';

import { halfKey } from '../../../domain/keys.ts';
import { aMember } from '../../support/stories/people.ts';
import { aRequest, both, freeClothes, pairIn, statusesOf } from '../../support/stories/requests.ts';
import { store, stored } from '../../support/stories/storedItems.ts';
import { inDays, keyOf } from '../../support/trips.ts';

describe('Items that the first app stored', () => {
  const original = async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const tripid = '2022-10-15-22-35-18-213147';
    const tstamp = Math.floor(Date.parse(inDays(30)) / 1000);
    await store({
      username: amira.id,
      created: tripid,
      acceptfrom: inDays(-3),
      acceptto: inDays(3),
      allowed: { Clothes: { cost: '3.0', kg: '10.0' } },
      currency: 'EUR',
      fromcity: 'Berlin-Germany',
      fromto: 'Berlin-Germany_Cairo-Egypt',
      tocity: 'Cairo-Egypt',
      trdate: inDays(4),
      tstamp,
    });
    const row = { dtime: '2022-10-15-22-42-41-599518', tripid, tstamp };
    // The first app kept no version, which counts as 0.
    return { amira, jonas, trip: { id: `${tripid}_${amira.id}`, version: 0 }, tripid, row };
  };

  it('are a request that can be accepted and cancelled', async () => {
    const { amira, jonas, trip, tripid, row } = await original();
    const id = `${trip.id}_${jonas.id}`;
    await store({ username: jonas.id, created: `request_${tripid}_${amira.id}`, ...row });
    await store({ username: amira.id, created: `pending_${tripid}_${jonas.id}`, ...row });
    expect(await jonas.sees(id)).toMatchObject({
      status: 'PENDING',
      revision: 0,
      items: [],
      note: null,
      sentAt: '2022-10-15T22:42:41.599Z',
      changedAt: '2022-10-15T22:42:41.599Z',
    });
    expect((await amira.listsReceived({ status: 'PENDING' })).items).toMatchObject([{ id }]);
    expect(await amira.accepts(id)).toMatchObject({ status: 'ACCEPTED', revision: 1 });
    expect(await stored(halfKey('requester', 'ACCEPTED', pairIn(id)))).toMatchObject({ dtime: row.dtime, items: {} });
    expect(await jonas.cancels(id)).toMatchObject({ status: 'CANCELLED', revision: 2 });
  });

  it('are a trip whose kilograms can be accepted', async () => {
    const { amira, jonas, trip } = await original();
    const { id } = await jonas.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 2.5 }] }));
    await amira.accepts(id);
    expect(await stored(keyOf(trip))).toMatchObject({ allowed: { Clothes: { cost: 3, kg: 10, free: 7.5 } } });
    await amira.cancels(id);
    expect(await freeClothes(amira, trip)).toBe(10);
  });

  it('may lack one half: either person restores it by changing the request', async () => {
    const { amira, jonas, trip, tripid, row } = await original();
    const id = `${trip.id}_${jonas.id}`;
    await store({ username: amira.id, created: `pending_${tripid}_${jonas.id}`, ...row });
    expect(await jonas.sees(id)).toBeNull();
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({ errorType: 'AlreadyRequested' });
    await amira.declines(id);
    expect(await statusesOf(id)).toEqual(both('DECLINED'));
    expect(await jonas.sees(id)).toMatchObject({ status: 'DECLINED' });
  });

  it.each([
    ['accepted', 'AlreadyRequested'],
    ['declined', 'AlreadyDeclined'],
  ])("may lack the requester's half: nothing is sent beside an %s one", async (word, errorType) => {
    const { amira, jonas, trip, tripid, row } = await original();
    const lone = { username: amira.id, created: `${word}_${tripid}_${jonas.id}` };
    await store({ ...lone, ...row });
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({ errorType });
    expect(await statusesOf(`${trip.id}_${jonas.id}`)).toMatchObject({ requester: [] });
    // An expired half counts as absent.
    await store({ ...lone, ...row, tstamp: 1_700_000_000 });
    expect(await jonas.sends(aRequest(trip))).toMatchObject({ status: 'PENDING' });
  });

  it.each([
    ['PENDING', 'request', 'WITHDRAWN'],
    ['ACCEPTED', 'traveleraccepted', 'CANCELLED'],
  ])("may lack the traveler's half: a %s one hides contacts and can be cancelled", async (status, word, reason) => {
    const { amira, jonas, trip, tripid, row } = await original();
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' });
    const id = `${trip.id}_${jonas.id}`;
    await store({ username: jonas.id, created: `${word}_${tripid}_${amira.id}`, ...row });
    expect(await jonas.sees(id)).toMatchObject({ status, contacts: null });
    expect(await amira.sees(id)).toBeNull();
    await expect(amira.accepts(id)).rejects.toMatchObject({ errorType: 'NotFound' });
    expect(await jonas.cancels(id)).toMatchObject({ status: 'CANCELLED', reason });
    expect(await statusesOf(id)).toEqual(both('CANCELLED'));
    expect(await amira.sees(id)).toMatchObject({ status: 'CANCELLED' });
  });

  it('may be accepted and declined at the same time: contacts are not revealed', async () => {
    const { amira, jonas, trip, tripid, row } = await original();
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    for (const word of ['accepted', 'declined']) {
      await store({ username: jonas.id, created: `traveler${word}_${tripid}_${amira.id}`, ...row });
      await store({ username: amira.id, created: `${word}_${tripid}_${jonas.id}`, ...row });
    }
    expect(await jonas.sees(`${trip.id}_${jonas.id}`)).toMatchObject({ status: 'DECLINED', contacts: null });
  });

  it('may be malformed: the list shows the other requests', async () => {
    const { amira, jonas, tripid, row } = await original();
    await store({ username: amira.id, created: `pending_${tripid}_${jonas.id}`, ...row });
    await store({ username: amira.id, created: `pending_${tripid}_x`, ...row, dtime: 'yesterday' });
    await store({ username: amira.id, created: `pending_${tripid}_y`, ...row, items: { Gold: 1 } });
    await store({ username: amira.id, created: `pending_${tripid}_z`, ...row, tstamp: 'never' });
    await store({ username: amira.id, created: 'pending_', ...row });
    expect((await amira.listsReceived({ status: 'PENDING', limit: 10 })).items).toHaveLength(1);
  });
});
