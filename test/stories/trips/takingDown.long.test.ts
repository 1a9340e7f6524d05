import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { halfKey, markerKey } from '../../../domain/keys.ts';
import type { Trip } from '../../../domain/schema.types.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { shared } from '../../support/shared/shared.ts';
import { aCrowd, type CrowdedRequest } from '../../support/stories/crowd.ts';
import { closed, workOn } from '../../support/stories/followUp.ts';
import { unlessGivenUp } from '../../support/stories/givenUp.ts';
import { aMember, type Person } from '../../support/stories/people.ts';
import { type Phone, withPhones } from '../../support/stories/phone.ts';
import { aRequest } from '../../support/stories/requests.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { whereabouts } from '../../support/stories/takeIt.ts';
import { aTrip, keyOf } from '../../support/trips.ts';
import { until } from '../../support/until.ts';

const LONG = 120_000;
const MANY = 250;
/** What the function that closes requests asks of the table. */
const FOLLOW_UP = { caller: '*FollowUp*', operation: 'TransactWriteItems' } as const;

const faults = createFaults();
let host: Host;
let table: StoredItems;
let amira: Person;
let jonas: Person;
let noor: Person;
let salma: Person;
beforeAll(async () => {
  host = await startSharingHost({ assembly: await shared('assembly'), faults, streams: { retryMilliseconds: 1 } });
  const takeIt = whereabouts(host);
  table = tableOf(takeIt);
  [amira, jonas, noor, salma] = await Promise.all([
    aMember('Amira', takeIt),
    aMember('Jonas', takeIt),
    aMember('Noor', takeIt),
    aMember('Salma', takeIt),
  ]);
});
afterAll(() => host.close());

/** Amira's trip with many requests on it, of which three people's are told to their phones. */
async function aWantedTrip(): Promise<{ trip: Trip; crowd: readonly CrowdedRequest[] }> {
  const trip = await amira.posts(aTrip());
  const crowd = await aCrowd(trip, MANY, table);
  await withPhones([amira, jonas, noor, salma], async (hers, his, noors, salmas) => {
    for (const person of [jonas, noor, salma]) await person.sends(aRequest(trip));
    await amira.accepts(`${trip.id}_${noor.id}`);
    await Promise.all([hers.hearsAll(4), his.hears(), noors.hearsAll(2), salmas.hears()]);
  });
  return { trip, crowd };
}

/** That each of them hears of the end of their own request, and Amira, at least once, of the end of all. */
async function expectAllTold(trip: Trip, [hers, ...theirs]: readonly Phone[]): Promise<void> {
  const over = { status: 'CANCELLED', reason: 'TRIP_DELETED', tripId: trip.id };
  for (const [at, person] of [jonas, noor, salma].entries()) {
    const update = await theirs[at]?.hears();
    expect(update).toMatchObject({ ...over, requestId: `${trip.id}_${person.id}`, revision: person === noor ? 3 : 2 });
  }
  const heard = new Set<string>();
  while (heard.size < MANY + 3) {
    const update = await hers?.hears();
    expect(update).toMatchObject({ ...over, role: 'RECEIVED' });
    heard.add(update?.requestId ?? '');
  }
}

/** That both halves of all are closed, and nothing is left to do. */
async function expectAllClosed(trip: Trip, crowd: readonly CrowdedRequest[]): Promise<void> {
  await closed(trip, table.stored);
  const { created: tripid } = keyOf(trip);
  for (const prefix of ['pending_', 'accepted_']) {
    expect(await table.everythingOf(amira.id, `${prefix}${tripid}`)).toEqual([]);
  }
  const hers = await table.everythingOf(amira.id, `cancelled_${tripid}`);
  expect(hers).toHaveLength(MANY + 3);
  for (const half of hers) expect(half).toMatchObject({ reason: 'TRIP_DELETED', tstamp: trip.expiresAt });
  for (const { traveler, requester, revision } of crowd) {
    const pair = { tripid, traveler, requester };
    const key = halfKey('requester', 'CANCELLED', pair);
    expect(await table.everythingOf(requester)).toMatchObject([
      { ...key, reason: 'TRIP_DELETED', revision: revision + 1, items: { Clothes: 0.01 } },
    ]);
  }
}

describe(`Amira takes a trip down that ${MANY + 3} people have asked for`, () => {
  it(
    'and every request is closed on both sides, and everybody is told',
    async () => {
      const { trip, crowd } = await aWantedTrip();
      await withPhones([amira, jonas, noor, salma], async (...phones) => {
        await amira.takesDown(trip.id);
        await unlessGivenUp(host, expectAllTold(trip, phones));
      });
      await expectAllClosed(trip, crowd);
    },
    LONG,
  );

  it.each(['before', 'after'] as const)(
    'also when the function is killed over it, just %s it has written',
    async (when) => {
      const { trip, crowd } = await aWantedTrip();
      const killed = faults.add({ ...FOLLOW_UP, skip: 5, fault: 'killed', when });
      await withPhones([amira, jonas, noor, salma], async (...phones) => {
        await amira.takesDown(trip.id);
        await unlessGivenUp(host, killed.hit);
        await unlessGivenUp(host, expectAllTold(trip, phones));
      });
      await expectAllClosed(trip, crowd);
      expect(host.deadLetters()).toEqual([]);
    },
    LONG,
  );

  it(
    'also when others stand in the way of its transactions, and when answers get lost',
    async () => {
      const { trip, crowd } = await aWantedTrip();
      const met = [
        faults.add({ ...FOLLOW_UP, skip: 1, times: 3, fault: 'conflict', position: 2 }),
        faults.add({ ...FOLLOW_UP, skip: 6, fault: 'failed', when: 'after' }),
        faults.add({ caller: '*FollowUp*', operation: 'Query', fault: 'throttled' }),
        faults.add({ caller: '*FollowUp*', operation: 'DeleteItem', fault: 'failed', when: 'after' }),
      ];
      await amira.takesDown(trip.id);
      await unlessGivenUp(host, Promise.all(met.map(({ hit }) => hit)));
      await expectAllClosed(trip, crowd);
      expect(host.deadLetters()).toEqual([]);
    },
    LONG,
  );

  it(
    'and the same work called for twice does no harm',
    async () => {
      const { trip, crowd } = await aWantedTrip();
      const marker = markerKey('closing', keyOf(trip));
      const again = faults.add({
        ...FOLLOW_UP,
        skip: 3,
        fault: () => table.overwrite(marker, { since: new Date().toISOString() }),
      });
      await withPhones([amira, jonas, noor, salma], async (...phones) => {
        await amira.takesDown(trip.id);
        await unlessGivenUp(host, again.hit);
        await unlessGivenUp(host, expectAllTold(trip, phones));
        await closed(trip, table.stored);
        await table.store({ ...marker, since: new Date().toISOString() });
        await closed(trip, table.stored);
        // Nobody has heard of it again: this is the next they hear.
        const other = await amira.posts(aTrip());
        for (const person of [jonas, noor, salma]) await person.sends(aRequest(other));
        for (const phone of phones) expect(await phone.hears()).toMatchObject({ tripId: other.id, revision: 1 });
      });
      await expectAllClosed(trip, crowd);
    },
    LONG,
  );

  it(
    'if every try fails, there is a dead letter, and touching the marker finishes the work',
    async () => {
      const { trip, crowd } = await aWantedTrip();
      const failing = faults.add({ invocation: '*FollowUp*', fault: 'failed', times: 1_000 });
      await amira.takesDown(trip.id);
      const [letter] = await until('a dead letter', () => Promise.resolve(host.deadLetters()), isThere);
      expect(letter?.destination).toContain('FollowUp');
      expect(letter?.message).toMatchObject({
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 11 },
      });
      const marker = await workOn('closing', trip, table.stored);
      expect(marker).toEqual({ ...markerKey('closing', keyOf(trip)), since: expect.any(String) as string });
      failing.remove();
      await table.overwrite(markerKey('closing', keyOf(trip)), { since: new Date().toISOString() });
      await expectAllClosed(trip, crowd);
    },
    LONG,
  );
});

function isThere(letters: readonly unknown[]): boolean {
  return letters.length > 0;
}
