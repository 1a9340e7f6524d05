import { beforeAll, describe, expect, it } from 'vitest';

import { type Count, count, type Counts } from '../../bench/lib/count.ts';
import { grow, type Growth } from '../../bench/lib/growth.ts';
import type { Operation, Side } from '../../bench/lib/protocol.ts';
import { meterOf, setStage } from '../../bench/lib/stage.ts';
import { noteLength } from '../../domain/limits.ts';
import { shared } from '../support/shared/shared.ts';
import { aMember } from '../support/stories/people.ts';
import { aRequest } from '../support/stories/requests.ts';
import { aTrip } from '../support/trips.ts';

const LONG = 240_000;

const READS = ['searchTwenty', 'searchSix', 'listPending', 'contacts', 'requestStatus'] as const;
const WRITES = ['createTrip', 'sendRequest', 'acceptRequest'] as const;

describe('what each operation asks of DynamoDB, in request units by the rules of AWS', () => {
  let counts: Counts;
  let growth: Growth;
  beforeAll(async () => {
    const assembly = await shared('assembly');
    counts = await count({ people: 2, records: 60 }, { assembly });
    growth = await grow({ trips: [10, 300], requests: [30, 150] }, { assembly });
  }, LONG);

  const of = (operation: Operation, side: Side = 'ours'): Count => {
    const found = counts[operation][side];
    if (!found) throw new Error(`${side} has no ${operation}.`);
    return found;
  };

  it('a search of six open trips among 2,000 is one call and half a unit; the first app made 268 of 134', () => {
    expect(of('searchSix')).toMatchObject({ calls: 1, readUnits: 0.5, writeUnits: 0 });
    const { calls, readUnits } = of('searchSix', 'original');
    expect(calls).toBeGreaterThanOrEqual(266);
    expect(calls).toBeLessThanOrEqual(270);
    expect(readUnits).toBe(calls / 2);
  });

  it.each(READS)('%s reads no more than the floor', (operation) => {
    expect(of(operation).readUnits).toBeLessThanOrEqual(of(operation, 'floor').readUnits);
    expect(of(operation)).toMatchObject({ calls: 1, writeUnits: 0 });
  });

  it.each(WRITES)('%s reads and writes no more than the floor', (operation) => {
    expect(of(operation).writeUnits).toBeLessThanOrEqual(of(operation, 'floor').writeUnits);
    expect(of(operation).readUnits).toBeLessThanOrEqual(of(operation, 'floor').readUnits);
    expect(of(operation).calls).toBe(of(operation, 'floor').calls);
  });

  it('sending and accepting are two calls each; the first app made seven', () => {
    for (const operation of ['sendRequest', 'acceptRequest'] as const) {
      expect([of(operation).calls, of(operation, 'original').calls]).toEqual([2, 7]);
    }
  });

  it('the status of one request costs what TransactGetItems over its four keys does', () => {
    expect(of('requestStatus')).toMatchObject({ calls: 1, readUnits: 4 * 2 });
  });

  it('a send writes at most 14 units and an accept at most 21, with all that they check', () => {
    expect(of('sendRequest').writeUnits).toBeLessThanOrEqual(14);
    expect(of('acceptRequest').writeUnits).toBeLessThanOrEqual(21);
  });

  it('a list of 20 requests with names and prices reads 2 units', () => {
    expect(of('listPending')).toMatchObject({ calls: 1, readUnits: 2 });
  });

  it('telling of a change reads nothing: the update is in the stream', () => {
    const { calls, readUnits, writeUnits } = of('sendRequest');
    expect(of('liveUpdate')).toMatchObject({ calls, readUnits, writeUnits });
  });

  it.each(['trips', 'requests'] as const)('a page costs the same however many %s there are', (kind) => {
    const ours = growth[kind].filter(({ side }) => side === 'ours');
    expect(ours).toHaveLength(2);
    expect(new Set(ours.map(({ calls, readUnits }) => `${calls} ${readUnits}`)).size).toBe(1);
    const theirs = growth[kind].filter(({ side }) => side === 'original').map(({ readUnits }) => readUnits);
    expect(theirs[1]).toBeGreaterThan(3 * (theirs[0] ?? 0));
  });
});

describe('a send after a cancelled request', () => {
  it('replaces it in the same transaction, for four units more', async () => {
    const stage = await setStage({ assembly: await shared('assembly'), isMetered: true });
    try {
      const [amira, jonas] = await Promise.all([aMember('Amira', stage.takeIt), aMember('Jonas', stage.takeIt)]);
      const trip = await amira.posts(aTrip());
      const note = 'n'.repeat(noteLength);
      const { id } = await jonas.sends(aRequest(trip, { note }));
      await jonas.cancels(id);
      const meter = meterOf(stage, 'ours');
      meter.clear();
      expect(await jonas.sends(aRequest(trip, { note }))).toMatchObject({ status: 'PENDING', revision: 3 });
      const calls = meter.calls().filter(({ operation }) => operation === 'TransactWriteItems');
      expect(calls).toMatchObject([{ write: 18 }]);
    } finally {
      await stage.close();
    }
  }, 60_000);
});
