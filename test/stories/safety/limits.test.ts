import { describe, expect, it } from 'vitest';

import { accountKey } from '../../../domain/keys.ts';
import * as limits from '../../../domain/limits.ts';
import { aMember } from '../../support/stories/people.ts';
import { aRequest, both, statusesOf } from '../../support/stories/requests.ts';
import { overwrite, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

describe('A person sends a limited number of requests', () => {
  it('30 a day, also when many phones send at once; the next day begins anew', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trips = await Promise.all(Array.from({ length: 4 }, () => amira.posts(aTrip())));
    await jonas.sends(aRequest(trips[0] ?? (await amira.posts(aTrip()))));
    await overwrite(accountKey(jonas.id), { daysends: limits.sendsPerDay - 1 });
    const outcomes = await Promise.allSettled(trips.slice(1).map((trip) => jonas.sends(aRequest(trip))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        expect(outcome.reason).toMatchObject({
          errorType: 'LimitReached',
          errorInfo: { what: 'SENDS_PER_DAY', limit: limits.sendsPerDay, until: `${inDays(1)}T00:00:00Z` },
        });
      }
    }
    expect(await stored(accountKey(jonas.id))).toMatchObject({ daysends: limits.sendsPerDay, sends: 2 });
    await overwrite(accountKey(jonas.id), { sendday: inDays(-1) });
    const next = await amira.posts(aTrip());
    await jonas.sends(aRequest(next));
    expect(await stored(accountKey(jonas.id))).toMatchObject({ daysends: 1, sendday: inDays(0) });
  });

  it('and the same request three times', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    for (let sends = 1; sends <= limits.sendsPerRequest; sends += 1) {
      const { id } = await jonas.sends(aRequest(trip));
      // Repeating a send is no further send.
      await jonas.sends(aRequest(trip));
      await jonas.cancels(id);
    }
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({
      errorType: 'LimitReached',
      errorInfo: { what: 'SENDS_PER_REQUEST', limit: limits.sendsPerRequest, until: null },
    });
    expect(await statusesOf(`${trip.id}_${jonas.id}`)).toEqual(both('CANCELLED'));
  });
});

describe('A traveler declines a withdrawn request', () => {
  it('so it is final, and no other cancelled request', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    await jonas.cancels(id);
    expect(await amira.sees(id)).toMatchObject({ status: 'CANCELLED', reason: 'WITHDRAWN', actions: ['DECLINE'] });
    expect(await amira.declines(id)).toMatchObject({ status: 'DECLINED', reason: null, revision: 3, actions: [] });
    expect(await amira.declines(id)).toMatchObject({ status: 'DECLINED', revision: 3 });
    await expect(jonas.sends(aRequest(trip))).rejects.toMatchObject({ errorType: 'AlreadyDeclined' });

    const other = await jonas.sends(aRequest(await amira.posts(aTrip())));
    await amira.accepts(other.id);
    await jonas.cancels(other.id);
    await expect(amira.declines(other.id)).rejects.toMatchObject({ errorType: 'StatusChanged' });
  });
});
