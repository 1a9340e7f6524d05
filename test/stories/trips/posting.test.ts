import { beforeAll, describe, expect, it } from 'vitest';

import { aPerson, type Person } from '../../support/stories/people.ts';
import { stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

describe('Amira posts a trip from Berlin to Cairo', () => {
  let amira: Person;
  beforeAll(async () => {
    amira = await aPerson('Amira');
  });

  it('and reads it back as she posted it', async () => {
    const trip = await amira.posts(aTrip());
    expect(await amira.opens(trip.id)).toEqual(trip);
    expect(trip).toMatchObject({
      traveler: { id: amira.id, name: 'Amira' },
      mine: true,
      version: 1,
      fromCity: 'Berlin-Germany',
    });
    expect(trip.allowed).toEqual([
      { category: 'CLOTHES', cost: 3, kg: 10, freeKg: 10 },
      { category: 'ELECTRONICS', cost: 20, kg: 5, freeKg: 5 },
    ]);
  });

  it('and it is stored under the names of the first app, with numbers for numbers, and nothing else', async () => {
    const trip = await amira.posts(aTrip());
    const created = trip.id.slice(0, trip.id.indexOf('_'));
    expect(created).toMatch(/^\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d-\d{6}$/);
    expect(await stored({ username: amira.id, created })).toEqual({
      username: amira.id,
      created,
      fromcity: 'Berlin-Germany',
      tocity: 'Cairo-Egypt',
      fromto: 'Berlin-Germany_Cairo-Egypt',
      acceptfrom: inDays(1),
      acceptto: inDays(26),
      trdate: inDays(27),
      currency: 'EUR',
      allowed: { Clothes: { cost: 3, kg: 10, free: 10 }, Electronics: { cost: 20, kg: 5, free: 5 } },
      closing: `${inDays(26)}#${created}#${amira.id}`,
      version: 1,
      updated: trip.updatedAt,
      tname: 'Amira',
      since: inDays(0),
      tstamp: Date.parse(inDays(57)) / 1000,
    });
  });
});
