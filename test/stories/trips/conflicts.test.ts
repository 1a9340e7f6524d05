import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Host } from '../../../local/host/types.ts';
import { failing, type Fault } from '../../support/faults.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { shared } from '../../support/shared/shared.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aTrip, inDays } from '../../support/trips.ts';

const harmless = (
  [
    ['conflict'],
    ['conflict', 'conflict'],
    ['answer lost'],
    ['conflict', 'answer lost'],
    ['answer lost', 'conflict'],
  ] satisfies Fault[][]
).map((faults) => [faults.join(', then '), faults] as const);
const tryAgain = { errorType: 'TryAgain', errorInfo: {} };

describe('When transactions conflict or their answers get lost', () => {
  const { faults: injected, fail } = failing();
  let host: Host;
  let amira: Person;
  beforeAll(async () => {
    host = await startSharingHost({ assembly: await shared('assembly'), faults: injected });
  });
  beforeEach(async () => {
    amira = await aMember('Amira', whereabouts(host));
    // The first trip of all sets the count up.
    await amira.takesDown((await amira.posts(aTrip())).id);
  });
  afterAll(() => host.close());

  it.each(harmless)('a trip is posted once all the same: %s', async (_, faults) => {
    fail(...faults);
    const trip = await amira.posts(aTrip());
    expect((await amira.lists()).items).toEqual([trip]);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
  });

  it.each(harmless)('an edit is made once all the same: %s', async (_, faults) => {
    const { id } = await amira.posts(aTrip());
    fail(...faults);
    const edited = await amira.edits({ id, version: 1, travelDate: inDays(30) });
    expect(edited).toMatchObject({ version: 2, travelDate: inDays(30) });
    expect(await amira.opens(id)).toEqual(edited);
  });

  it.each(harmless)('a trip is taken down and counted off once all the same: %s', async (_, faults) => {
    const [trip] = [await amira.posts(aTrip()), await amira.posts(aTrip())];
    fail(...faults);
    expect(await amira.takesDown(trip.id)).toEqual(trip);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
  });

  it('three times in a row, the app is told to try again, and nothing has changed', async () => {
    const trip = await amira.posts(aTrip());
    const conflicts: Fault[] = ['conflict', 'conflict', 'conflict'];
    fail(...conflicts);
    await expect(amira.posts(aTrip())).rejects.toMatchObject(tryAgain);
    fail(...conflicts);
    await expect(amira.edits({ id: trip.id, version: 1, travelDate: inDays(30) })).rejects.toMatchObject(tryAgain);
    fail(...conflicts);
    await expect(amira.takesDown(trip.id)).rejects.toMatchObject(tryAgain);
    expect((await amira.lists()).items).toEqual([trip]);
    expect(await amira.looksAtAccount()).toMatchObject({ trips: 1 });
  });
});

describe('When a request is accepted while its trip is being edited', () => {
  const clothes = { category: 'CLOTHES', cost: 3, kg: 10 } as const;
  const { faults, meanwhile } = failing();
  let host: Host;
  let amira: Person;
  let requestId: string;
  let tripId: string;
  beforeAll(async () => {
    host = await startSharingHost({ assembly: await shared('assembly'), faults });
  });
  afterAll(() => host.close());
  beforeEach(async () => {
    amira = await aMember('Amira', whereabouts(host));
    const jonas = await aMember('Jonas', whereabouts(host));
    tripId = (await amira.posts(aTrip({ allowed: [clothes] }))).id;
    requestId = (await jonas.sends({ tripId, tripVersion: 1, items: [{ category: 'CLOTHES', kg: 4 }] })).id;
  });

  it.each([
    ['more', 12, 8],
    ['less', 7.5, 3.5],
    ['just what is taken', 4, 0],
  ])('the kilograms stay exact: %s', async (_, kg, freeKg) => {
    meanwhile(() => amira.accepts(requestId));
    const { allowed } = await amira.edits({ id: tripId, version: 1, allowed: [{ ...clothes, kg }] });
    expect(allowed).toEqual([{ ...clothes, kg, freeKg }]);
  });

  it.each([
    ['less than is taken', [{ ...clothes, kg: 3 }]],
    ['none of it', [{ category: 'BAG', cost: 1, kg: 1 } as const]],
  ])('an edit to %s is refused', async (_, allowed) => {
    meanwhile(() => amira.accepts(requestId));
    await expect(amira.edits({ id: tripId, version: 1, allowed })).rejects.toMatchObject({
      errorInfo: { rule: 'belowTaken', category: 'CLOTHES' },
    });
    expect(await amira.opens(tripId)).toMatchObject({ version: 1, allowed: [{ ...clothes, freeKg: 6 }] });
  });

  it('a category that another phone has added since is not overwritten', async () => {
    const bag = { category: 'BAG', cost: 1, kg: 1 } as const;
    meanwhile(() => amira.edits({ id: tripId, version: 1, allowed: [clothes, { ...bag, kg: 9 }] }));
    await expect(amira.edits({ id: tripId, version: 1, allowed: [clothes, bag] })).rejects.toMatchObject({
      errorType: 'VersionConflict',
      errorInfo: { version: 2 },
    });
  });
});
