import { beforeAll, describe, expect, it } from 'vitest';

import { halfKey } from '../../../domain/keys.ts';
import type { Request } from '../../../domain/schema.types.ts';
import { closed, followed } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aPhone, withPhones } from '../../support/stories/phone.ts';
import { aRequest, pairIn } from '../../support/stories/requests.ts';
import { overwrite } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

describe('Amira and Jonas have their phones on', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
  });

  it('and both get an update of each status, each from their side', async () => {
    const trip = await amira.posts(aTrip());
    const id = `${trip.id}_${jonas.id}`;
    const steps: readonly (readonly [string, () => Promise<Request>, object])[] = [
      ['he sends', () => jonas.sends(aRequest(trip)), { status: 'PENDING', reason: null }],
      ['she accepts', () => amira.accepts(id), { status: 'ACCEPTED', reason: null }],
      ['she cancels', () => amira.cancels(id), { status: 'CANCELLED', reason: 'CANCELLED' }],
      ['he sends again', () => jonas.sends(aRequest(trip)), { status: 'PENDING', reason: null }],
      ['she accepts', () => amira.accepts(id), { status: 'ACCEPTED', reason: null }],
      ['he cancels', () => jonas.cancels(id), { status: 'CANCELLED', reason: 'CANCELLED' }],
      ['he sends again', () => jonas.sends(aRequest(trip)), { status: 'PENDING', reason: null }],
      ['he withdraws', () => jonas.cancels(id), { status: 'CANCELLED', reason: 'WITHDRAWN' }],
      ['she declines', () => amira.declines(id), { status: 'DECLINED', reason: null }],
    ];
    await withPhones([amira, jonas], async (hers, his) => {
      for (const [at, [what, act, status]] of steps.entries()) {
        const { changedAt } = await act();
        const told = { requestId: id, tripId: trip.id, ...status, revision: at + 1, change: 'STATUS', changedAt };
        const [she, he] = await Promise.all([hers.hears(), his.hears()]);
        expect([what, she]).toEqual([what, { ...told, recipient: amira.id, role: 'RECEIVED', counterpart: jonas.id }]);
        expect([what, he]).toEqual([what, { ...told, recipient: jonas.id, role: 'SENT', counterpart: amira.id }]);
      }
    });
  });

  it('and nothing is said of what he asks for, what he wrote, or how to reach whom', async () => {
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    await jonas.savesContacts({ name: 'Jonas', email: 'jonas@example.com' });
    const trip = await amira.posts(aTrip());
    await withPhones([amira, jonas], async (hers, his) => {
      const { id } = await jonas.sends(aRequest(trip, { note: 'Two coats, folded' }));
      await amira.accepts(id);
      for (const phone of [hers, his, hers, his]) {
        const { type, payload } = await phone.next();
        expect(type).toBe('data');
        const { onRequestUpdate } = (payload?.['data'] ?? {}) as { onRequestUpdate?: object };
        const fields = ['recipient', 'requestId', 'tripId', 'role', 'status', 'revision', 'change'];
        expect(payload).toEqual({ data: { onRequestUpdate } });
        expect(Object.keys(onRequestUpdate ?? {})).toEqual([...fields, 'counterpart', 'reason', 'changedAt']);
        expect(JSON.stringify(payload)).not.toMatch(/coats|CLOTHES|Clothes|Amira|Jonas|\+20|example\.com/);
      }
    });
  });

  it('and when she takes her trip down, each hears it of every request that was open', async () => {
    const noor = await aMember('Noor');
    const trip = await amira.posts(aTrip());
    await withPhones([amira, jonas, noor], async (hers, his, noors) => {
      const [{ id }, other] = [await jonas.sends(aRequest(trip)), await noor.sends(aRequest(trip))];
      await amira.accepts(id);
      await Promise.all([hers.hearsAll(3), his.hearsAll(2), noors.hears()]);
      await amira.takesDown(trip.id);
      const over = { status: 'CANCELLED', reason: 'TRIP_DELETED', tripId: trip.id };
      expect(await his.hears()).toMatchObject({ ...over, requestId: id, revision: 3, role: 'SENT' });
      expect(await noors.hears()).toMatchObject({ ...over, requestId: other.id, revision: 2, role: 'SENT' });
      const told = await hers.hearsAll(2);
      expect(told.map(({ requestId }) => requestId).sort()).toEqual([id, other.id].sort());
      for (const update of told) expect(update).toMatchObject({ ...over, role: 'RECEIVED' });
      // No sooner than it is so, and to the day that it says.
      expect(await jonas.sees(id)).toMatchObject({ status: 'CANCELLED', reason: 'TRIP_DELETED', trip: null });
      await closed(trip);
    });
  });

  it('and a phone that repeats itself is no news', async () => {
    const trip = await amira.posts(aTrip());
    await withPhones([amira, jonas], async (hers, his) => {
      const { id } = await jonas.sends(aRequest(trip));
      await jonas.sends(aRequest(trip));
      await amira.accepts(id);
      await amira.accepts(id);
      await jonas.cancels(id);
      await jonas.cancels(id);
      await amira.cancels(id);
      await jonas.sends(aRequest(trip));
      for (const phone of [hers, his]) {
        expect((await phone.hearsAll(4)).map(({ revision }) => revision)).toEqual([1, 2, 3, 4]);
      }
    });
  });

  it('and a travel date that moves is told once to both, as a change of the trip', async () => {
    const trip = await amira.posts(aTrip());
    await withPhones([amira, jonas], async (hers, his) => {
      const { id } = await jonas.sends(aRequest(trip));
      await amira.edits({ id: trip.id, version: 1, travelDate: inDays(40) });
      await followed(trip);
      await amira.declines(id);
      for (const phone of [hers, his]) {
        expect(await phone.hearsAll(3)).toMatchObject([
          { status: 'PENDING', change: 'STATUS', revision: 1 },
          { status: 'PENDING', change: 'TRIP_MOVED', revision: 2 },
          { status: 'DECLINED', change: 'STATUS', revision: 3 },
        ]);
      }
    });
  });

  it('and a request that takes the place of an expired one is news', async () => {
    const trip = await amira.posts(aTrip());
    await withPhones([amira, jonas], async (hers, his) => {
      const first = await jonas.sends(aRequest(trip));
      for (const party of ['traveler', 'requester'] as const) {
        await overwrite(halfKey(party, 'PENDING', pairIn(first.id)), { tstamp: Math.floor(Date.now() / 1000) - 1 });
      }
      const second = await jonas.sends(aRequest(trip, { note: 'Once more' }));
      for (const phone of [hers, his]) {
        expect(await phone.hearsAll(2)).toMatchObject([
          { status: 'PENDING', revision: 1, changedAt: first.changedAt },
          { status: 'PENDING', revision: 1, changedAt: second.changedAt },
        ]);
      }
    });
  });
});

describe('Jonas', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
  });

  it('has two phones, one with either token, and both are told', async () => {
    const trip = await amira.posts(aTrip());
    const phones = await Promise.all([aPhone(jonas, jonas.idToken), aPhone(jonas, jonas.accessToken)]);
    const { id } = await jonas.sends(aRequest(trip));
    await amira.declines(id);
    const [one, other] = await Promise.all(phones.map((phone) => phone.hearsAll(2)));
    expect(one?.map(({ status }) => status)).toEqual(['PENDING', 'DECLINED']);
    expect(other).toEqual(one);
    await Promise.all(phones.map((phone) => phone.goesOff()));
  });

  it('has an app that listens twice, and both of its ears are told', async () => {
    const trip = await amira.posts(aTrip());
    await withPhones([jonas], async (phone) => {
      await phone.listens({ id: 'two' });
      await jonas.sends(aRequest(trip));
      const told = [await phone.next(), await phone.next()];
      expect(told.map(({ id }) => id).sort()).toEqual(['one', 'two']);
      expect(told[0]?.payload).toEqual(told[1]?.payload);
    });
  });

  it('loses the connection, misses a change, and reads after reconnecting how things stand', async () => {
    const trip = await amira.posts(aTrip());
    const lost = await aPhone(jonas);
    const { id } = await jonas.sends(aRequest(trip));
    expect(await lost.hears()).toMatchObject({ status: 'PENDING', revision: 1 });
    await lost.goesOff();
    await withPhones([jonas], async (tablet) => {
      await amira.accepts(id);
      // By now he has been told, where he listened.
      expect(await tablet.hears()).toMatchObject({ status: 'ACCEPTED' });
    });
    await withPhones([jonas], async (phone) => {
      expect((await jonas.listsSent({ status: 'PENDING' })).items.map((request) => request.id)).not.toContain(id);
      const { items } = await jonas.listsSent({ status: 'ACCEPTED' });
      expect(items).toMatchObject([{ id, status: 'ACCEPTED', revision: 2 }]);
      await amira.cancels(id);
      expect(await phone.hears()).toMatchObject({ requestId: id, status: 'CANCELLED', revision: 3 });
    });
  });
});
