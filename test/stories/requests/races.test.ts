import { beforeAll, describe, expect, it } from 'vitest';

import { sendsPerRequest } from '../../../domain/limits.ts';
import { SIZES } from '../../support/sizes.ts';
import { closed } from '../../support/stories/followUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { aRequest, both, freeClothes, statusesOf } from '../../support/stories/requests.ts';
import { aTrip } from '../../support/trips.ts';

const LONG = 240_000;
const TRAVELERS = 4;
const ROUNDS = TRAVELERS * SIZES.roundsOfEach;
const { askers: ASKERS } = SIZES;

/** How many of them went through. */
const won = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

describe(`In ${ROUNDS} rounds of accepting against declining against cancelling, sometimes against taking the trip down`, () => {
  let travelers: Person[];
  let jonas: Person;
  beforeAll(async () => {
    travelers = await Promise.all(Array.from({ length: TRAVELERS }, () => aMember('Amira')));
    jonas = await aMember('Jonas');
  });

  /** One round; answers with what came of it. */
  async function round(amira: Person, isTakenDown: boolean): Promise<string> {
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const [accepted, declined, cancelled, takenDown] = await Promise.allSettled([
      amira.accepts(id),
      amira.declines(id),
      jonas.cancels(id),
      ...(isTakenDown ? [amira.takesDown(trip.id)] : []),
    ]);
    expect(takenDown?.status).toBe(isTakenDown ? 'fulfilled' : undefined);
    if (isTakenDown) await closed(trip);
    const [seenByAmira, seenByJonas] = [await amira.sees(id), await jonas.sees(id)];
    const { status = 'PENDING', reason = null, revision } = seenByJonas ?? {};
    expect(await statusesOf(id)).toEqual(both(status));
    expect(seenByAmira).toMatchObject({ status, revision, reason });
    // A deleted trip closes its open requests. An action before that counts.
    const ends = isTakenDown ? ['DECLINED', 'CANCELLED'] : ['ACCEPTED', 'DECLINED', 'CANCELLED'];
    expect(ends).toContain(status);
    // Cancelling may come after accepting, and declining after a withdrawal. The trip's end may come after all of them.
    const [isDeclined, isCancelled] = [declined.status === 'fulfilled', cancelled.status === 'fulfilled'];
    expect(isDeclined).toBe(status === 'DECLINED');
    if (!isDeclined) expect(isCancelled).toBe(reason === 'WITHDRAWN' || reason === 'CANCELLED');
    const isAccepted = accepted.status === 'fulfilled';
    if (reason !== 'TRIP_DELETED') expect(isAccepted).toBe(status === 'ACCEPTED' || reason === 'CANCELLED');
    const changes = [isAccepted, isDeclined, isCancelled, reason === 'TRIP_DELETED'].filter(Boolean).length;
    expect(revision).toBe(1 + changes);
    if (!isTakenDown) expect(await freeClothes(amira, trip)).toBe(status === 'ACCEPTED' ? 8 : 10);
    return reason ?? status;
  }

  it(
    'both sides agree each time, one outcome has won, and the kilograms are exact',
    async () => {
      const outcomes = await Promise.all(
        travelers.map(async (amira, lane) => {
          const own: string[] = [];
          for (let at = 0; at < SIZES.roundsOfEach; at += 1) own.push(await round(amira, (at + lane) % 5 === 3));
          return own;
        }),
      );
      expect(outcomes.flat()).toHaveLength(ROUNDS);
      // A few rounds may all end alike; many that do were no race.
      if (ROUNDS >= 100) expect(new Set(outcomes.flat()).size).toBeGreaterThan(1);
    },
    LONG,
  );
});

describe(`When ${ASKERS} ask for the last 10 kilograms`, () => {
  it(
    'ten get one each, and the others are told that nothing is left',
    async () => {
      const amira = await aMember('Amira');
      const trip = await amira.posts(aTrip());
      const ids: string[] = [];
      for (let at = 0; at < ASKERS; at += 1) {
        const person = await aMember('Jonas');
        ids.push((await person.sends(aRequest(trip, { items: [{ category: 'CLOTHES', kg: 1 }] }))).id);
      }
      const outcomes = await Promise.allSettled(ids.map((id) => amira.accepts(id)));
      expect(won(outcomes)).toBe(10);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toMatchObject({ errorType: 'NotEnoughSpace', errorInfo: { freeKg: 0 } });
        }
      }
      expect(await freeClothes(amira, trip)).toBe(0);
      const back = await Promise.allSettled(ids.map((id) => amira.cancels(id)));
      expect(won(back)).toBe(10);
      expect(await freeClothes(amira, trip)).toBe(10);
    },
    LONG,
  );

  it('and one person who sends from eight phones at once has sent one request', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const sent = await Promise.all(Array.from({ length: 8 }, () => jonas.sends(aRequest(trip))));
    expect(new Set(sent.map(({ changedAt, revision }) => `${changedAt} ${revision}`)).size).toBe(1);
    expect((await amira.listsReceived({ status: 'PENDING' })).items).toHaveLength(1);
  });
});

describe('While a request goes through its statuses', () => {
  it('each read shows exactly one of them, never an older one than before', async () => {
    const [amira, jonas] = await Promise.all([aMember('Amira'), aMember('Jonas')]);
    const trip = await amira.posts(aTrip());
    const { id } = await jonas.sends(aRequest(trip));
    const isOver = { now: false };
    const watch = async (person: Person) => {
      const revisions: number[] = [];
      while (!isOver.now) revisions.push((await person.sees(id))?.revision ?? -1);
      return revisions;
    };
    const watching = Promise.all([watch(amira), watch(amira), watch(jonas), watch(jonas)]);
    await amira.accepts(id);
    await jonas.cancels(id);
    for (let sends = 2; sends <= sendsPerRequest; sends += 1) {
      await jonas.sends(aRequest(trip));
      await amira.accepts(id);
      await jonas.cancels(id);
    }
    isOver.now = true;
    for (const revisions of await watching) {
      expect(revisions).not.toContain(-1);
      expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
      expect(new Set(revisions).size).toBeGreaterThan(3);
    }
  });
});
