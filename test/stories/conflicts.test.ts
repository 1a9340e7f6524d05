import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Host, startHost } from '../../local/host.ts';
import { type Fault, injectFaults } from '../support/faults.ts';
import { aPerson, type Person } from '../support/people.ts';
import { whereabouts } from '../support/takeIt.ts';
import { aTrip, inDays } from '../support/trips.ts';

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
  let host: Host;
  let fail: ReturnType<typeof injectFaults>;
  let amira: Person;
  beforeAll(async () => {
    host = await startHost({ assembly: inject('assembly') });
    fail = injectFaults(host);
  });
  beforeEach(async () => {
    amira = await aPerson('Amira', whereabouts(host));
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
