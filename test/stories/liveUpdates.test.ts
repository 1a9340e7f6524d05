import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, type Person } from '../support/people.ts';
import { aPhone } from '../support/phone.ts';
import { aRequest } from '../support/requests.ts';
import { aTrip } from '../support/trips.ts';

describe('Amira and Jonas have their phones on', () => {
  let amira: Person;
  let jonas: Person;
  beforeAll(async () => {
    [amira, jonas] = await Promise.all([aPerson('Amira'), aPerson('Jonas')]);
  });

  it('and both are told of each status, each from their side', async () => {
    const [hers, his] = await Promise.all([aPhone(amira), aPhone(jonas)]);
    const trip = await amira.posts(aTrip());
    const sent = await jonas.sends(aRequest(trip));
    const about = { requestId: sent.id, tripId: trip.id, reason: null };
    const pending = { ...about, status: 'PENDING', revision: 1, changedAt: sent.changedAt };
    expect(await hers.hears()).toEqual({ ...pending, recipient: amira.id, role: 'RECEIVED', counterpart: jonas.id });
    expect(await his.hears()).toEqual({ ...pending, recipient: jonas.id, role: 'SENT', counterpart: amira.id });
    await amira.takesDown(trip.id);
    expect(await his.hears()).toMatchObject({ status: 'CANCELLED', reason: 'TRIP_DELETED', revision: 2 });
    expect(await hers.hears()).toMatchObject({ status: 'CANCELLED', reason: 'TRIP_DELETED', revision: 2 });
    await Promise.all([hers.goesOff(), his.goesOff()]);
  });
});
