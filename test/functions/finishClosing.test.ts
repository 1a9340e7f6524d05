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
  beforeAll(async () => {
    table = await aFunctionTable();
    // Another file may have loaded this code, with its own table.
    vi.resetModules();
    const { handler } = await import('../../functions/finish-closing/index.ts');
    const { dynamodb } = await import('../../functions/lib/table.ts');
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
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

  /** The record of the stream that tells of an item; its number is its place in the batch. */
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
    expect(await table.stored(halfKey('requester', 'CANCELLED', first))).toMatchObject(first);
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
