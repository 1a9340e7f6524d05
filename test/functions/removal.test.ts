import { randomUUID } from 'node:crypto';
import { InternalServerError, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { accountKey, contactsKey, deviceKey, halfKey, reportKey, REPORTS, tokenKey } from '../../domain/keys.ts';
import type { ReportStatus } from '../../domain/schema.types.ts';
import type * as Leases from '../../functions/lib/removal/lease.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { inDays } from '../support/trips.ts';

const SECOND = 1_000;

describe('The lease of a removal', () => {
  let table: FunctionTable;
  let leases: typeof Leases;
  /** How many of the next writes a transaction stands in the way of. */
  const conflicts = { left: 0 };
  /** How many of the next answers are lost, once the work is done. */
  const lost = { left: 0 };
  const clock = { time: 0 };
  let userId = '';
  beforeAll(async () => {
    table = await aFunctionTable();
    // Another file may have loaded this code, with its own table.
    vi.resetModules();
    leases = await import('../../functions/lib/removal/lease.ts');
    const { dynamodb } = await import('../../functions/lib/table.ts');
    dynamodb.middlewareStack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          if (conflicts.left > 0 && /^(Update|Put)ItemCommand$/.test(commandName)) {
            conflicts.left -= 1;
            throw new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata: {} });
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    // Where the AWS SDK tries again.
    dynamodb.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        if (lost.left === 0) return answer;
        lost.left -= 1;
        throw new InternalServerError({ message: 'The answer is lost.', $metadata: { httpStatusCode: 500 } });
      },
      { step: 'deserialize', priority: 'high' },
    );
  });
  afterAll(() => table.drop());
  beforeEach(() => {
    userId = randomUUID();
    clock.time = Date.parse('2026-06-01T12:00:00Z');
    vi.spyOn(Date, 'now').mockImplementation(() => clock.time);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const begun = () => leases.Lease.begin(userId, clock.time + 600 * SECOND);
  const taken = () => leases.Lease.take(userId, clock.time + 600 * SECOND);

  it('is given to one of those who ask for it in the same millisecond', async () => {
    const given = await Promise.all([begun(), begun(), begun(), taken()]);
    expect(given.filter((lease) => lease !== null)).toHaveLength(1);
  });

  it('lasts half a minute; who sleeps over it has lost it, and can do no more', async () => {
    const first = await begun();
    clock.time += 30 * SECOND - 1;
    expect(await taken()).toBeNull();
    clock.time += 1;
    const second = await taken();
    expect(second).not.toBeNull();
    await expect(first?.ensureHeld()).rejects.toThrow(leases.LeaseLost);
    await expect(first?.count({ trips: 1, requests: 0 }, 'z')).rejects.toThrow(leases.LeaseLost);
    await expect(first?.finish()).rejects.toThrow(leases.LeaseLost);
    await expect(first?.release()).rejects.toThrow(leases.LeaseLost);
    expect(await second?.finish()).toEqual({ isComplete: true, trips: 0, requests: 0 });
  });

  it('is kept by who goes on working', async () => {
    const lease = await begun();
    for (let step = 0; step < 6; step += 1) {
      clock.time += 11 * SECOND;
      await lease?.ensureHeld();
    }
    expect(await taken()).toBeNull();
  });

  it('ends a run whose time is over, and is there for the next one at once when it is let go', async () => {
    const lease = await leases.Lease.begin(userId, clock.time + SECOND);
    clock.time += SECOND;
    await expect(lease?.ensureHeld()).rejects.toThrow(leases.OutOfTime);
    await lease?.handOn();
    expect(await taken()).not.toBeNull();
  });

  it('keeps the time of the first request for the removal', async () => {
    const lease = await begun();
    const asked = (await leases.removalOf(userId))?.begun;
    expect(asked).toMatch(/^\d{4}-\d\d-\d\dT/);
    vi.useFakeTimers({ now: clock.time + 3_600 * SECOND, toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await lease?.handOn();
    expect((await leases.removalOf(userId))?.begun).toBe(asked);
  });

  it('counts each item once, and is not taken again once the removal is complete', async () => {
    const lease = await begun();
    await lease?.count({ trips: 2, requests: 0 }, 'k');
    await lease?.count({ trips: 2, requests: 0 }, 'k');
    await lease?.count({ trips: 1, requests: 0 }, 'j');
    expect(await lease?.finish()).toEqual({ isComplete: true, trips: 2, requests: 0 });
    clock.time += 60 * SECOND;
    expect([await begun(), await taken()]).toEqual([null, null]);
    expect(await leases.removalOf(userId)).toMatchObject({ isComplete: true, trips: 2 });
  });

  it('is taken, renewed and finished though each answer is lost', async () => {
    lost.left = 1;
    const lease = await begun();
    expect(lease).not.toBeNull();
    lost.left = 1;
    await lease?.count({ trips: 2, requests: 3 }, 'k');
    lost.left = 1;
    expect(await lease?.finish()).toEqual({ isComplete: true, trips: 2, requests: 3 });
    expect(lost.left).toBe(0);
  });

  it('is taken, renewed and given back though transactions on the account stand in the way', async () => {
    conflicts.left = 2;
    const lease = await begun();
    conflicts.left = 2;
    await lease?.count({ trips: 2, requests: 3 }, 'k');
    conflicts.left = 2;
    expect(await lease?.finish()).toEqual({ isComplete: true, trips: 2, requests: 3 });
    expect(conflicts.left).toBe(0);
  });
});

describe('What a removal finds in the partition', () => {
  let table: FunctionTable;
  beforeAll(async () => {
    table = await aFunctionTable();
    vi.resetModules();
  });
  afterAll(() => table.drop());

  const tripid = '2026-01-02-03-04-05-678901';
  const tstamp = Date.parse(inDays(30)) / 1000;

  /** Removes somebody as far as the table goes. */
  async function empties(userId: string) {
    const { Lease } = await import('../../functions/lib/removal/lease.ts');
    const { closeAll } = await import('../../functions/lib/removal/closeAll.ts');
    const { deleteRest } = await import('../../functions/lib/removal/deleteAll.ts');
    const lease = await Lease.begin(userId, Date.now() + 60 * SECOND);
    if (!lease) throw new Error('Somebody else has the lease.');
    while (!((await closeAll(lease)) && (await deleteRest(lease))));
    return lease.finish();
  }

  it('is closed though the half on the other side has expired before', async () => {
    const [traveler, requester] = [randomUUID(), randomUUID()];
    const pair = { tripid, traveler, requester };
    const half = { ...pair, items: { Clothes: 2 }, revision: 1, tstamp };
    await table.storeAll([
      { ...half, ...halfKey('requester', 'PENDING', pair) },
      { ...half, ...halfKey('traveler', 'PENDING', pair), tstamp: 1 },
    ]);
    expect(await empties(requester)).toEqual({ isComplete: true, trips: 0, requests: 1 });
    expect(await table.everythingOf(traveler)).toMatchObject([{ alone: true, reason: 'ACCOUNT_REMOVED' }]);
  });

  it('is deleted though it has expired, and holds nothing up', async () => {
    const [traveler, requester] = [randomUUID(), randomUUID()];
    const pair = { tripid, traveler, requester };
    const half = { ...pair, items: { Clothes: 2 }, revision: 1, tstamp: 1 };
    await table.storeAll([
      { ...half, ...halfKey('requester', 'PENDING', pair) },
      { ...half, ...halfKey('traveler', 'PENDING', pair) },
    ]);
    expect(await empties(requester)).toEqual({ isComplete: true, trips: 0, requests: 1 });
    expect(await table.everythingOf(requester)).toMatchObject([accountKey(requester)]);
  });

  it('has devices, whose tokens it deletes, except a token that has moved', async () => {
    const [amira, jonas] = [randomUUID(), randomUUID()];
    const [own, moved] = [randomUUID(), randomUUID()];
    await table.storeAll([
      { ...deviceKey(amira, own), platform: 'IOS' },
      { ...tokenKey(own), owner: amira },
      // As a removal may have read it just before it moved.
      { ...deviceKey(amira, moved), platform: 'IOS' },
      { ...deviceKey(jonas, moved), platform: 'IOS' },
      { ...tokenKey(moved), owner: jonas },
    ]);
    await empties(amira);
    expect(await table.everythingOf(amira)).toMatchObject([accountKey(amira)]);
    expect(await table.stored(tokenKey(own))).toBeUndefined();
    expect(await table.stored(tokenKey(moved))).toMatchObject({ owner: jonas });
    expect(await table.stored(deviceKey(jonas, moved))).toBeDefined();
  });

  /** Stores a report by Jonas about Amira, and its items in their partitions. */
  async function aReport(status: ReportStatus) {
    const [amira, jonas] = [randomUUID(), randomUUID()];
    const people = { about: amira, by: jonas };
    const links = [
      { username: jonas, created: `${REPORTS.reporter}${tripid}` },
      { username: amira, created: `${REPORTS.reported}${tripid}` },
    ];
    await table.storeAll([reportKey(status, tripid), ...links].map((key) => ({ ...key, ...people })));
    return { amira, jonas, people };
  }

  it.each(['OPEN', 'DISMISSED', 'SUSPENDED'] as const)('is a report: %s, and nothing of it stays', async (status) => {
    const { amira, jonas } = await aReport(status);
    await empties(amira);
    expect(await table.everythingOf(REPORTS.partition)).toEqual([]);
    expect(await table.everythingOf(jonas)).toEqual([]);
  });

  it('is a report that a moderator decides at the same time, and nothing of it stays', async () => {
    const { amira, jonas, people } = await aReport('OPEN');
    const { dynamodb, transact, put, deleteIf } = await import('../../functions/lib/table.ts');
    // DynamoDB writes a batch in any order: a decision may come between two of its writes.
    const isOpen = { text: 'attribute_exists(created)', values: {} };
    const decide = () =>
      transact([deleteIf(reportKey('OPEN', tripid), isOpen), put({ ...reportKey('DISMISSED', tripid), ...people })]);
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const text = JSON.stringify(args.input);
          if (commandName !== 'BatchWriteItemCommand' || !text.includes(reportKey('DISMISSED', tripid).created))
            return next(args);
          await table.forget(reportKey('DISMISSED', tripid));
          await decide();
          // The rest of the batch finds nothing under this key.
          const kept = await table.stored(reportKey('DISMISSED', tripid));
          const answer = await next(args);
          if (kept) await table.store(kept);
          return answer;
        },
      { step: 'initialize', name: 'decision' },
    );
    onTestFinished(() => {
      dynamodb.middlewareStack.remove('decision');
    });
    await empties(amira);
    expect(await table.everythingOf(REPORTS.partition)).toEqual([]);
    expect(await table.everythingOf(jonas)).toEqual([]);
  });

  it("isn't counted again where the removal of the other one has left it", async () => {
    const [traveler, requester] = [randomUUID(), `removed-${randomUUID()}`];
    const pair = { tripid, traveler, requester };
    const half = { ...pair, items: { Clothes: 2 }, revision: 2, tstamp, reason: 'ACCOUNT_REMOVED', alone: true };
    await table.storeAll([{ ...half, ...halfKey('traveler', 'CANCELLED', pair) }, { ...contactsKey(traveler) }]);
    expect(await empties(traveler)).toEqual({ isComplete: true, trips: 0, requests: 0 });
    expect(await table.everythingOf(traveler)).toMatchObject([accountKey(traveler)]);
  });
});
