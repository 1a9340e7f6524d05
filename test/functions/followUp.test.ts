import { randomUUID } from 'node:crypto';
import { InternalServerError } from '@aws-sdk/client-dynamodb';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { accountKey, halfKey, type Key, markerKey, type Pair, type Party, type PREFIXES } from '../../domain/keys.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { GOING } from '../support/stories/storedItems.ts';
import { inDays } from '../support/trips.ts';

type Status = keyof typeof PREFIXES;

const tripid = '2026-10-04-19-34-18-736061';
const tstamp = Date.parse(inDays(30)) / 1000;
const PARTIES: readonly Party[] = ['traveler', 'requester'];
/** All that the function asks of its invocation. */
const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

describe("The function that closes a deleted trip's requests", () => {
  let table: FunctionTable;
  let finish: (keys: readonly Key[]) => Promise<DynamoDBBatchResponse>;
  const logged: string[] = [];
  /** Whose items the table is out of order for. */
  const broken = { username: '' };
  /** What others do before the next list of items is read. */
  const meanwhile: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    table = await aFunctionTable();
    // Another file may have loaded this code, with its own table.
    vi.resetModules();
    const { handler } = await import('../../functions/follow-up/index.ts');
    const { dynamodb } = await import('../../functions/lib/table.ts');
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'QueryCommand') for (const act of meanwhile.splice(0)) await act();
          const isMeant = broken.username !== '' && JSON.stringify(args.input).includes(broken.username);
          if (isMeant && commandName === 'QueryCommand') {
            throw new InternalServerError({ message: 'Out of order', $metadata: {} });
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    finish = async (keys) => {
      const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      try {
        return await handler({ Records: keys.map(toRecord) }, context);
      } finally {
        logged.push(...log.mock.calls.map(([line]) => String(line)));
        log.mockRestore();
      }
    };
  });
  afterAll(async () => {
    // Nobody is named in what it logs.
    expect(logged.length).toBeGreaterThan(0);
    // What the alarm on unfinished work is made of.
    expect(logged.join('\n')).toMatch(/"age":\d+\}/);
    expect(logged.join('\n')).not.toMatch(/amira|jonas|noor|2026-/);
    await table.drop();
  });

  /** The record of the stream for an item; its number is its place in the batch. */
  function toRecord({ username, created }: Key, at: number): DynamoDBRecord {
    return {
      eventName: 'INSERT',
      dynamodb: { Keys: { username: { S: username }, created: { S: created } }, SequenceNumber: `${at + 1}` },
    };
  }

  let amira = '';
  let marker: Key;
  beforeEach(async () => {
    amira = `amira-${randomUUID()}`;
    marker = markerKey('closing', { username: amira, created: tripid });
    await table.store({ ...marker, since: '2026-10-05T06:07:08.901Z' });
  });

  /** A request of somebody new, in this status on both sides or on one. */
  async function aRequest(status: Status, changes: object = {}, sides = PARTIES): Promise<Pair> {
    const pair = { tripid, traveler: amira, requester: `jonas-${randomUUID()}` };
    const half = { ...pair, dtime: tripid, changed: '2026-10-04T19:34:18.736Z', revision: 4, tstamp, ...changes };
    for (const party of sides) await table.store({ ...half, ...halfKey(party, status, pair) });
    return pair;
  }

  /** What is stored of a request, on both sides: `PENDING 4 / PENDING 4`. */
  async function standOf(pair: Pair): Promise<string> {
    const sides = PARTIES.map(async (party) => {
      const found: string[] = [];
      for (const status of ['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED'] as const) {
        const half = await table.stored(halfKey(party, status, pair));
        const { reason = '', revision } = (half ?? {}) as { reason?: string; revision?: number };
        if (half) found.push(`${status} ${reason} ${revision ?? ''}`.replace('  ', ' '));
      }
      return found.join(' and ') || 'nothing';
    });
    return (await Promise.all(sides)).join(' / ');
  }

  const CLOSED = 'CANCELLED TRIP_DELETED 5 / CANCELLED TRIP_DELETED 5';

  it('closes what is open on both sides, leaves what is over as it is, and takes the marker away', async () => {
    const [pending, accepted] = [await aRequest('PENDING'), await aRequest('ACCEPTED')];
    const [declined, cancelled] = [await aRequest('DECLINED'), await aRequest('CANCELLED', { reason: 'WITHDRAWN' })];
    const expired = await aRequest('PENDING', { tstamp: 1_700_000_000 });
    expect(await finish([marker])).toEqual({ batchItemFailures: [] });
    expect([await standOf(pending), await standOf(accepted)]).toEqual([CLOSED, CLOSED]);
    expect(await standOf(declined)).toBe('DECLINED 4 / DECLINED 4');
    expect(await standOf(cancelled)).toBe('CANCELLED WITHDRAWN 4 / CANCELLED WITHDRAWN 4');
    expect(await standOf(expired)).toBe('PENDING 4 / PENDING 4');
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('closes those of the first app as well, and makes a pair whole that was cut in half', async () => {
    const first = await aRequest('PENDING', { revision: undefined, traveler: undefined, changed: undefined });
    const half = await aRequest('ACCEPTED', {}, ['traveler']);
    await finish([marker]);
    expect(await standOf(first)).toBe('CANCELLED TRIP_DELETED 1 / CANCELLED TRIP_DELETED 1');
    expect(await standOf(half)).toBe(CLOSED);
    expect(await table.stored(halfKey('requester', 'CANCELLED', first))).toMatchObject({ dtime: tripid });
  });

  it('finds nothing left to do the second time', async () => {
    const pair = await aRequest('PENDING');
    await finish([marker, marker]);
    expect(await finish([marker])).toEqual({ batchItemFailures: [] });
    await table.store({ ...marker, since: '2026-10-06T06:07:08.901Z' });
    await finish([marker]);
    expect(await standOf(pair)).toBe(CLOSED);
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('completes a marker without `since`, which an operator may have written by hand', async () => {
    const pair = await aRequest('PENDING');
    await table.store({ ...marker });
    expect(await finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe(CLOSED);
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('is not stopped by a malformed half, which the API does not show', async () => {
    const pair = await aRequest('PENDING');
    const [huge, half] = [
      await aRequest('PENDING', { revision: 3_000_000_000 }),
      await aRequest('PENDING', { revision: 1.5 }),
    ];
    expect(await finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe(CLOSED);
    expect([await standOf(huge), await standOf(half)]).toEqual([
      'PENDING 3000000000 / PENDING 3000000000',
      'PENDING 1.5 / PENDING 1.5',
    ]);
  });

  it('moves the date of open requests alone, with the expiry of all, once', async () => {
    const moved = markerKey('moved', { username: amira, created: tripid });
    const [before, after] = ['2026-12-10', '2026-12-20'];
    const terms = { trdate: before, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR', cost: {} };
    const [open, over] = [await aRequest('ACCEPTED', terms), await aRequest('DECLINED', terms)];
    const first = await aRequest('PENDING', { revision: undefined, changed: undefined });
    const alone = await aRequest('PENDING', terms, ['traveler']);
    await table.store({ username: amira, created: tripid, trdate: after, tstamp: tstamp + 100 });
    for (let round = 0; round < 2; round += 1) {
      await table.store({ ...moved, since: 'now' });
      expect(await finish([moved])).toEqual({ batchItemFailures: [] });
      expect(await table.stored(moved)).toBeUndefined();
      for (const party of PARTIES) {
        const [hers, his] = [halfKey(party, 'ACCEPTED', open), halfKey(party, 'DECLINED', over)];
        expect(await table.stored(hers)).toMatchObject({ trdate: after, tstamp: tstamp + 100, revision: 5 });
        expect(await table.stored(his)).toMatchObject({ trdate: before, tstamp: tstamp + 100, revision: 4 });
        const original = await table.stored(halfKey(party, 'PENDING', first));
        expect(original).toMatchObject({ tstamp: tstamp + 100, revision: 1 });
        expect(original).not.toHaveProperty('trdate');
      }
      expect(await table.stored(halfKey('traveler', 'PENDING', alone))).toMatchObject({ trdate: after, revision: 5 });
      expect(await table.stored(halfKey('requester', 'PENDING', alone))).toBeUndefined();
    }
  });

  it('moves an expiry alone without an update: the date that both people know stays', async () => {
    const moved = markerKey('moved', { username: amira, created: tripid });
    const trdate = inDays(0);
    const terms = { trdate, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR', cost: {} };
    // The first app rounded some expiry times to the second.
    const [ours, first] = [
      await aRequest('ACCEPTED', { ...terms, tstamp: tstamp + 3_600 }),
      await aRequest('PENDING', { tstamp: tstamp + 3_600, revision: undefined, changed: undefined }),
    ];
    await table.store({ username: amira, created: tripid, trdate, tstamp });
    await table.store({ ...moved, since: 'now' });
    expect(await finish([moved])).toEqual({ batchItemFailures: [] });
    for (const party of PARTIES) {
      const half = await table.stored(halfKey(party, 'ACCEPTED', ours));
      expect(half).toMatchObject({ trdate, tstamp, changed: '2026-10-04T19:34:18.736Z' });
      const original = await table.stored(halfKey(party, 'PENDING', first));
      expect(original).toMatchObject({ tstamp });
      expect(original).not.toHaveProperty('changed');
    }
  });

  it.each<object>([{ tstamp: 'never' }, { revision: 1.5 }])(
    'goes on beside a malformed half: %o',
    async (malformed) => {
      const moved = markerKey('moved', { username: amira, created: tripid });
      const pair = await aRequest('PENDING', { tname: 'Amira' });
      const theirs = halfKey('requester', 'PENDING', pair);
      await table.store({ ...(await table.stored(theirs)), ...theirs, ...malformed });
      await table.store({ username: amira, created: tripid, trdate: '2026-12-20', tstamp: tstamp + 100 });
      await table.store({ ...moved, since: 'now' });
      const account = accountKey(amira);
      await table.store({ ...account, name: 'Amira S.', renamed: 'then' });
      expect(await finish([moved, account])).toEqual({ batchItemFailures: [] });
      expect(await table.stored(moved)).toBeUndefined();
      expect(await table.stored(account)).not.toHaveProperty('renamed');
      const own = await table.stored(halfKey('traveler', 'PENDING', pair));
      expect(own).toMatchObject({ tstamp: tstamp + 100, tname: 'Amira S.' });
      expect(await table.stored(theirs)).toMatchObject({ tname: 'Amira', ...malformed });
    },
  );

  it('keeps the work of a name that changes within the same millisecond', async () => {
    const account = accountKey(amira);
    const trip = { username: amira, created: tripid };
    await table.store({ ...trip, tname: 'Amira' });
    await table.store({ ...account, name: 'Amira S.', renamed: 'then' });
    meanwhile.push(() => table.store({ ...account, name: 'Amira T.', renamed: 'then' }));
    await finish([account]);
    expect(await table.stored(account)).toMatchObject({ renamed: 'then' });
    await finish([account]);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira T.' });
    expect(await table.stored(account)).not.toHaveProperty('renamed');
  });

  it('carries a changed name into trips and open requests, unless the account is being removed', async () => {
    const account = accountKey(amira);
    const [open, over] = [
      await aRequest('PENDING', { tname: 'Amira' }),
      await aRequest('CANCELLED', { tname: 'Amira' }),
    ];
    const trip = { username: amira, created: tripid };
    await table.store({ ...trip, tname: 'Amira', version: 3 });
    await table.store({ ...account, name: 'Amira S.', since: '2026-01-02', renamed: 'then' });
    expect(await finish([account])).toEqual({ batchItemFailures: [] });
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.', since: '2026-01-02', version: 3 });
    for (const party of PARTIES) {
      const half = await table.stored(halfKey(party, 'PENDING', open));
      expect(half).toMatchObject({ tname: 'Amira S.', revision: 5, changed: '2026-10-04T19:34:18.736Z' });
      expect(await table.stored(halfKey(party, 'CANCELLED', over))).toMatchObject({ tname: 'Amira', revision: 4 });
    }
    expect(await table.stored(account)).not.toHaveProperty('renamed');
    await table.store({ ...account, removing: 1, removed: 'then', name: 'Amira T.', renamed: 'now' });
    await finish([account]);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.' });
  });

  it('continues the removal of an account to its end', async () => {
    const account = accountKey(amira);
    // Its user is deleted already, so Cognito is not asked.
    await table.store({ ...account, removing: 1, touched: 'now', begun: 'then', userdeleted: 'then' });
    expect(await finish([account])).toEqual({ batchItemFailures: [] });
    expect(await table.everythingOf(amira)).toMatchObject([{ ...account, removed: expect.any(String) as string }]);
  });

  it("leaves it all to the removal of the traveler's account, and the marker with it", async () => {
    const pair = await aRequest('PENDING');
    await table.store({ ...accountKey(amira), ...GOING });
    expect(await finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe('PENDING 4 / PENDING 4');
    expect(await table.stored(marker)).toBeDefined();
  });

  it("leaves a requester's to the removal of their account, and closes the others", async () => {
    const [going, staying] = [await aRequest('ACCEPTED'), await aRequest('ACCEPTED')];
    await table.store({ ...accountKey(going.requester), ...GOING });
    await finish([marker]);
    expect(await standOf(going)).toBe('ACCEPTED 4 / ACCEPTED 4');
    expect(await standOf(staying)).toBe(CLOSED);
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('passes over what is no request, and closes nothing of another trip', async () => {
    const pair = await aRequest('PENDING');
    const strange = [`pending_${tripid}_`, `pending_${tripid}_${amira}`, `pending_${tripid}_x_y`];
    for (const created of strange) await table.store({ username: amira, created, revision: 1, tstamp });
    const other = { ...pair, tripid: '2026-10-04-19-34-18-736062' };
    for (const party of PARTIES)
      await table.store({ ...halfKey(party, 'PENDING', other), ...other, revision: 4, tstamp });
    await finish([marker]);
    expect([await standOf(pair), await standOf(other)]).toEqual([CLOSED, 'PENDING 4 / PENDING 4']);
    for (const created of strange) expect(await table.stored({ username: amira, created })).toBeDefined();
  });

  it('reports what failed for it to come again, and does the rest', async () => {
    const pair = await aRequest('PENDING');
    const noor = `noor-${randomUUID()}`;
    const others = ['closing', 'moved'] as const;
    const [failing, never] = others.map((kind) => markerKey(kind, { username: noor, created: tripid }));
    if (!failing || !never) throw new Error('There are two.');
    for (const key of [failing, never]) await table.store({ ...key, since: 'now' });
    broken.username = noor;
    expect(await finish([failing, never, marker])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    broken.username = '';
    expect(await standOf(pair)).toBe(CLOSED);
    expect([await table.stored(failing), await table.stored(never)]).toEqual([
      { ...failing, since: 'now' },
      { ...never, since: 'now' },
    ]);
    expect(await finish([failing, never])).toEqual({ batchItemFailures: [] });
    expect([await table.stored(failing), await table.stored(never)]).toEqual([undefined, undefined]);
  });
});
