import { beforeAll, describe, expect, it } from 'vitest';

import { closed } from '../../support/stories/followUp.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { everythingOf, GOING, overwrite, store, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays, keyOf } from '../../support/trips.ts';

const clothes = { category: 'CLOTHES', cost: 3, kg: 10 } as const;
const electronics = { category: 'ELECTRONICS', cost: 20, kg: 5 } as const;

describe('Amira edits her trip', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aPerson('Amira'), aPerson('Jonas')]);
  });

  it('moves its dates, and nothing else changes', async () => {
    const trip = await amira.posts(aTrip());
    const dates = { acceptFrom: inDays(0), acceptTo: inDays(30), travelDate: inDays(31) };
    const edited = await amira.edits({ id: trip.id, version: 1, ...dates });
    const { updatedAt } = edited;
    expect(edited).toEqual({ ...trip, ...dates, version: 2, updatedAt, expiresAt: Date.parse(inDays(61)) / 1000 });
    expect(await amira.opens(trip.id)).toEqual(edited);
    expect(await stored(keyOf(trip))).toMatchObject({ closing: `${inDays(30)}#${keyOf(trip).created}#${amira.id}` });
  });

  it('offers more, less, something new, and no longer something else', async () => {
    const trip = await amira.posts(aTrip());
    const bag = { category: 'BAG', cost: 0, kg: 20.5 } as const;
    const { allowed } = await amira.edits({ id: trip.id, version: 1, allowed: [{ ...clothes, kg: 4.25 }, bag] });
    expect(allowed).toEqual([
      { ...clothes, kg: 4.25, freeKg: 4.25 },
      { ...bag, freeKg: 20.5 },
    ]);
    const more = await amira.edits({ id: trip.id, version: 2, allowed: [{ ...clothes, kg: 10.1, cost: 5 }] });
    expect(more.allowed).toEqual([{ ...clothes, cost: 5, kg: 10.1, freeKg: 10.1 }]);
  });

  describe('of whose 10 kg of clothes 4 are taken', () => {
    const taken = async () => {
      const trip = await amira.posts(aTrip());
      const allowed = { Clothes: { cost: 3, kg: 10, free: 6 }, Electronics: { cost: 20, kg: 5, free: 5 } };
      await overwrite(keyOf(trip), { allowed });
      return trip;
    };

    it('cuts and adds around what is taken', async () => {
      const { id } = await taken();
      const cut = await amira.edits({ id, version: 1, allowed: [{ ...clothes, kg: 4 }, electronics] });
      expect(cut.allowed[0]).toMatchObject({ kg: 4, freeKg: 0 });
      const added = await amira.edits({ id, version: 2, allowed: [{ ...clothes, kg: 7.5 }, electronics] });
      expect(added.allowed[0]).toMatchObject({ kg: 7.5, freeKg: 3.5 });
    });

    it.each([
      ['cut to less', [{ ...clothes, kg: 3.99 }, electronics]],
      ['leave the category out', [electronics]],
    ])('but cannot %s', async (_, allowed) => {
      const { id } = await taken();
      const before = await stored(keyOf({ id }));
      await expect(amira.edits({ id, version: 1, allowed })).rejects.toMatchObject({
        errorType: 'ValidationError',
        message: '4 kg of CLOTHES are taken by accepted requests.',
        errorInfo: { field: 'allowed', rule: 'belowTaken', category: 'CLOTHES' },
      });
      expect(await stored(keyOf({ id }))).toEqual(before);
    });
  });

  it('on two phones at once, and one of them is told to read again', async () => {
    const { id } = await amira.posts(aTrip());
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((cost) => amira.edits({ id, version: 1, allowed: [{ ...clothes, cost }] })),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const { reason } of refused as PromiseRejectedResult[]) {
      expect(reason).toMatchObject({ errorType: 'VersionConflict', errorInfo: { version: 2 } });
    }
    expect(await amira.opens(id)).toMatchObject({ version: 2 });
  });

  it('that closed yesterday: other things may change while the closing date stays', async () => {
    const { id } = await amira.posts(aTrip());
    await overwrite(keyOf({ id }), { acceptto: inDays(-2), acceptfrom: inDays(-9) });
    expect(await amira.edits({ id, version: 1, travelDate: inDays(20) })).toMatchObject({ travelDate: inDays(20) });
  });

  it('takes it down, and gets what it was', async () => {
    const trip = await amira.posts(aTrip());
    expect(await amira.takesDown(trip.id)).toEqual(trip);
    expect(await amira.opens(trip.id)).toBeNull();
    await expect(amira.takesDown(trip.id)).rejects.toMatchObject({ errorType: 'NotFound', errorInfo: {} });
  });

  it('but nobody edits or takes down the trip of another', async () => {
    const trip = await amira.posts(aTrip());
    const refusal = { errorType: 'NotAllowed', errorInfo: {} };
    await expect(jonas.edits({ id: trip.id, version: 1, travelDate: inDays(30) })).rejects.toMatchObject(refusal);
    await expect(jonas.takesDown(trip.id)).rejects.toMatchObject(refusal);
    expect(await jonas.opens(trip.id)).toEqual({ ...trip, mine: false });
  });

  it('and an edit never makes a trip', async () => {
    const noor = await aPerson('Noor');
    const id = `2026-01-02-03-04-05-678901_${noor.id}`;
    await expect(noor.edits({ id, version: 1, allowed: [clothes] })).rejects.toMatchObject({ errorType: 'NotFound' });
    expect(await everythingOf(noor.id)).toEqual([]);
  });
});

describe('A trip that the first app stored', () => {
  const original = async (traveler: Person) => {
    const item = {
      username: traveler.id,
      created: '2024-10-04-19-34-18-736061',
      acceptfrom: inDays(-3),
      acceptto: inDays(3),
      allowed: { Clothes: { cost: '3.0', kg: '10.0' }, Electronics: { cost: '20.0', kg: '5.5' } },
      currency: 'EUR',
      fromcity: 'Berlin-Germany',
      fromto: 'Berlin-Germany_Cairo-Egypt',
      tocity: 'Cairo-Egypt',
      trdate: inDays(4),
      tstamp: Math.floor(Date.parse(inDays(34)) / 1000) + 36_000,
    };
    await store(item);
    return { item, id: `${item.created}_${traveler.id}` };
  };

  it('is read as it is meant', async () => {
    const amira = await aPerson('Amira');
    const { id, item } = await original(amira);
    expect(await amira.opens(id)).toMatchObject({
      id,
      version: 0,
      createdAt: '2024-10-04T19:34:18.736Z',
      updatedAt: null,
      expiresAt: item.tstamp,
      allowed: [
        { category: 'CLOTHES', cost: 3, kg: 10, freeKg: 10 },
        { category: 'ELECTRONICS', cost: 20, kg: 5.5, freeKg: 5.5 },
      ],
    });
    expect((await amira.lists()).items).toHaveLength(1);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
  });

  it('is edited into the new form', async () => {
    const amira = await aPerson('Amira');
    const { id, item } = await original(amira);
    await amira.edits({ id, version: 0, allowed: [{ ...clothes, kg: 8 }, electronics] });
    expect(await stored(keyOf({ id }))).toMatchObject({
      version: 1,
      closing: `${item.acceptto}#${item.created}#${amira.id}`,
      allowed: { Clothes: { cost: 3, kg: 8, free: 8 }, Electronics: { cost: 20, kg: 5, free: 5 } },
    });
  });

  it('stays as it is when the account is going', async () => {
    const amira = await aPerson('Amira');
    const { id } = await original(amira);
    await overwrite({ username: amira.id, created: 'account' }, GOING);
    const before = await everythingOf(amira.id);
    await expect(amira.edits({ id, version: 0, allowed: [clothes] })).rejects.toMatchObject({
      errorType: 'AccountRemoved',
    });
    expect(await everythingOf(amira.id)).toEqual(before);
  });

  it('can be taken down by somebody whose trips nobody has counted', async () => {
    const amira = await aPerson('Amira');
    const { id } = await original(amira);
    await amira.takesDown(id);
    await closed({ id });
    expect(await everythingOf(amira.id)).toEqual([]);
  });

  it('counts against the limit from the first new trip on', async () => {
    const amira = await aPerson('Amira');
    await original(amira);
    await amira.posts(aTrip());
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 2 });
  });
});

describe('A trip past its last day', () => {
  it('is gone for every call, whether or not TTL has deleted it', async () => {
    const amira = await aPerson('Amira');
    const { id } = await amira.posts(aTrip());
    await overwrite(keyOf({ id }), { tstamp: Math.floor(Date.now() / 1000) - 1 });
    expect(await amira.opens(id)).toBeNull();
    expect((await amira.lists()).items).toEqual([]);
    expect((await amira.lists({ when: 'ARCHIVED' })).items).toEqual([]);
    await expect(amira.edits({ id, version: 1, travelDate: inDays(9) })).rejects.toMatchObject({
      errorType: 'NotFound',
    });
    await expect(amira.takesDown(id)).rejects.toMatchObject({ errorType: 'NotFound' });
  });
});
