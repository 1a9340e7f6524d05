import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, halfKey, type Key, markerKey, type Pair, type Party } from '../../domain/keys.ts';
import { aFollowUp, type FollowUp, PARTIES, type Status, tripid, tstamp } from '../support/functions/followingUp.ts';
import type { FunctionTable } from '../support/functions/functionTable.ts';
import { GOING } from '../support/stories/storedItems.ts';

let followUp: FollowUp;
let table: FunctionTable;
let amira = '';
beforeAll(async () => {
  followUp = await aFollowUp();
  ({ table } = followUp);
});
beforeEach(() => {
  amira = `amira-${randomUUID()}`;
});
afterAll(async () => {
  // What the alarm on unfinished work is made of.
  expect(followUp.logged.join('\n')).toMatch(/"age":\d+\}/);
  await followUp.close();
});

const aRequest = (status: Status, changes: object = {}, sides: readonly Party[] = PARTIES) =>
  followUp.aRequest(amira, status, changes, sides);

describe("The function that closes a deleted trip's requests", () => {
  let marker: Key;
  beforeEach(async () => {
    marker = markerKey('closing', { username: amira, created: tripid });
    await table.store({ ...marker, since: '2026-10-05T06:07:08.901Z' });
  });

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
    expect(await followUp.finish([marker])).toEqual({ batchItemFailures: [] });
    expect([await standOf(pending), await standOf(accepted)]).toEqual([CLOSED, CLOSED]);
    expect(await standOf(declined)).toBe('DECLINED 4 / DECLINED 4');
    expect(await standOf(cancelled)).toBe('CANCELLED WITHDRAWN 4 / CANCELLED WITHDRAWN 4');
    expect(await standOf(expired)).toBe('PENDING 4 / PENDING 4');
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('closes those of the first app as well, and makes a pair whole that was cut in half', async () => {
    const first = await aRequest('PENDING', { revision: undefined, traveler: undefined, changed: undefined });
    const half = await aRequest('ACCEPTED', {}, ['traveler']);
    await followUp.finish([marker]);
    expect(await standOf(first)).toBe('CANCELLED TRIP_DELETED 1 / CANCELLED TRIP_DELETED 1');
    expect(await standOf(half)).toBe(CLOSED);
    expect(await table.stored(halfKey('requester', 'CANCELLED', first))).toMatchObject({ dtime: tripid });
  });

  it('finds nothing left to do the second time', async () => {
    const pair = await aRequest('PENDING');
    await followUp.finish([marker, marker]);
    expect(await followUp.finish([marker])).toEqual({ batchItemFailures: [] });
    await table.store({ ...marker, since: '2026-10-06T06:07:08.901Z' });
    await followUp.finish([marker]);
    expect(await standOf(pair)).toBe(CLOSED);
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('completes a marker without `since`, which an operator may have written by hand', async () => {
    const pair = await aRequest('PENDING');
    await table.store({ ...marker });
    expect(await followUp.finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe(CLOSED);
    expect(await table.stored(marker)).toBeUndefined();
  });

  it('is not stopped by a malformed half, which the API does not show', async () => {
    const pair = await aRequest('PENDING');
    const [huge, half] = [
      await aRequest('PENDING', { revision: 3_000_000_000 }),
      await aRequest('PENDING', { revision: 1.5 }),
    ];
    expect(await followUp.finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe(CLOSED);
    expect([await standOf(huge), await standOf(half)]).toEqual([
      'PENDING 3000000000 / PENDING 3000000000',
      'PENDING 1.5 / PENDING 1.5',
    ]);
  });

  it('continues the removal of an account to its end', async () => {
    const account = accountKey(amira);
    // Its user is deleted already, so Cognito is not asked.
    await table.store({ ...account, removing: 1, touched: 'now', begun: 'then', userdeleted: 'then' });
    expect(await followUp.finish([account])).toEqual({ batchItemFailures: [] });
    expect(await table.everythingOf(amira)).toMatchObject([{ ...account, removed: expect.any(String) as string }]);
  });

  it("leaves it all to the removal of the traveler's account, and the marker with it", async () => {
    const pair = await aRequest('PENDING');
    await table.store({ ...accountKey(amira), ...GOING });
    expect(await followUp.finish([marker])).toEqual({ batchItemFailures: [] });
    expect(await standOf(pair)).toBe('PENDING 4 / PENDING 4');
    expect(await table.stored(marker)).toBeDefined();
  });

  it("leaves a requester's to the removal of their account, and closes the others", async () => {
    const [going, staying] = [await aRequest('ACCEPTED'), await aRequest('ACCEPTED')];
    await table.store({ ...accountKey(going.requester), ...GOING });
    await followUp.finish([marker]);
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
    await followUp.finish([marker]);
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
    followUp.broken.username = noor;
    expect(await followUp.finish([failing, never, marker])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    followUp.broken.username = '';
    expect(await standOf(pair)).toBe(CLOSED);
    expect([await table.stored(failing), await table.stored(never)]).toEqual([
      { ...failing, since: 'now' },
      { ...never, since: 'now' },
    ]);
    expect(await followUp.finish([failing, never])).toEqual({ batchItemFailures: [] });
    expect([await table.stored(failing), await table.stored(never)]).toEqual([undefined, undefined]);
  });
});
