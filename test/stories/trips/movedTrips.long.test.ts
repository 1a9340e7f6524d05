import { beforeAll, describe, expect, it } from 'vitest';

import { halfKey } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { RequestStatus, Trip } from '../../../domain/schema.types.ts';
import { followed } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aRequest, pairIn } from '../../support/stories/requests.ts';
import { overwrite, stored } from '../../support/stories/storedItems.ts';
import { aTrip, inDays } from '../../support/trips.ts';

const LONG = 120_000;

/** When the halves of a request expire, the traveler's and the requester's, in whichever status they stand. */
async function expiriesOf(id: string): Promise<unknown[]> {
  const keys = STATUSES.flatMap((status) => [
    halfKey('traveler', status, pairIn(id)),
    halfKey('requester', status, pairIn(id)),
  ]);
  const halves = await Promise.all(keys.map((key) => stored(key)));
  return halves.filter((half) => half !== undefined).map((half) => half['tstamp']);
}

const bothAt = ({ expiresAt }: Trip) => [expiresAt, expiresAt];

describe('Amira moves the day of her trip', () => {
  let amira: Person;
  const asking: Person[] = [];
  beforeAll(async () => {
    amira = await aMember('Amira');
    for (const name of ['Jonas', 'Noor', 'Salma', 'Omar']) asking.push(await aMember(name));
  });

  /** A trip of hers with a request in every status. */
  async function anAskedTrip(): Promise<{ trip: Trip; ids: Record<RequestStatus, string> }> {
    const trip = await amira.posts(aTrip());
    const [pending = '', accepted = '', declined = '', cancelled = ''] = await Promise.all(
      asking.map(async (person) => (await person.sends(aRequest(trip))).id),
    );
    await amira.accepts(accepted);
    await amira.declines(declined);
    await asking[3]?.cancels(cancelled);
    return { trip, ids: { PENDING: pending, ACCEPTED: accepted, DECLINED: declined, CANCELLED: cancelled } };
  }

  it.each([
    ['later', 40],
    ['earlier', 26],
  ])('%s, and the requests for it expire when it does, in any status', async (_, days) => {
    const { trip, ids } = await anAskedTrip();
    const moved = await amira.edits({ id: trip.id, version: 1, travelDate: inDays(days) });
    expect(moved.expiresAt).not.toBe(trip.expiresAt);
    await followed(trip);
    for (const [status, id] of Object.entries(ids)) {
      expect([status, await expiriesOf(id)]).toEqual([status, bothAt(moved)]);
      // An open request takes the date over, with a new revision; one that is over keeps its terms.
      const isOpen = status === 'PENDING' || status === 'ACCEPTED';
      expect(await amira.sees(id)).toMatchObject({
        status,
        revision: (status === 'PENDING' ? 1 : 2) + (isOpen ? 1 : 0),
        travelDate: isOpen ? moved.travelDate : trip.travelDate,
      });
    }
  });

  it('and once more, and they follow to where it is in the end', async () => {
    const { trip, ids } = await anAskedTrip();
    await amira.edits({ id: trip.id, version: 1, travelDate: inDays(40) });
    await amira.edits({ id: trip.id, version: 2, travelDate: inDays(50) });
    const moved = await amira.edits({ id: trip.id, version: 3, travelDate: inDays(30) });
    await followed(trip);
    for (const id of Object.values(ids)) expect(await expiriesOf(id)).toEqual(bothAt(moved));
  });

  it('but what had expired by then stays gone', async () => {
    const trip = await amira.posts(aTrip());
    const [jonas, noor] = asking;
    const { id = '' } = (await jonas?.sends(aRequest(trip))) ?? {};
    const { id: other = '' } = (await noor?.sends(aRequest(trip))) ?? {};
    const past = Math.floor(Date.now() / 1000) - 60;
    for (const party of ['traveler', 'requester'] as const) {
      await overwrite(halfKey(party, 'PENDING', pairIn(id)), { tstamp: past });
    }
    const moved = await amira.edits({ id: trip.id, version: 1, travelDate: inDays(40) });
    await followed(trip);
    expect(await expiriesOf(id)).toEqual([past, past]);
    expect(await jonas?.sees(id)).toBeNull();
    expect(await expiriesOf(other)).toEqual(bothAt(moved));
  });

  it(
    'while one withdraws and another is declined, and all is as it should be, round after round',
    async () => {
      const [jonas, noor, salma] = asking;
      if (!jonas || !noor || !salma) throw new Error('Nobody there.');
      for (let round = 0; round < 15; round += 1) {
        const trip = await amira.posts(aTrip());
        const ids: string[] = [];
        for (const person of [jonas, noor, salma]) ids.push((await person.sends(aRequest(trip))).id);
        const [moved] = await Promise.all([
          amira.edits({ id: trip.id, version: 1, travelDate: inDays(28 + round) }),
          jonas.cancels(ids[0] ?? ''),
          amira.declines(ids[1] ?? ''),
          amira.accepts(ids[2] ?? ''),
        ]);
        await followed(trip);
        for (const id of ids) expect(await expiriesOf(id)).toEqual(bothAt(moved));
        await amira.takesDown(trip.id);
      }
    },
    LONG,
  );
});
