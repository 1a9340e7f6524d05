import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, halfKey, markerKey, type Party } from '../../domain/keys.ts';
import { aFollowUp, type FollowUp, PARTIES, type Status, tripid, tstamp } from '../support/functions/followingUp.ts';
import type { FunctionTable } from '../support/functions/functionTable.ts';
import { inDays } from '../support/trips.ts';

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
afterAll(() => followUp.close());

const aRequest = (status: Status, changes: object = {}, sides: readonly Party[] = PARTIES) =>
  followUp.aRequest(amira, status, changes, sides);

describe('What a trip and its requests copy', () => {
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
      expect(await followUp.finish([moved])).toEqual({ batchItemFailures: [] });
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
    expect(await followUp.finish([moved])).toEqual({ batchItemFailures: [] });
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
      expect(await followUp.finish([moved, account])).toEqual({ batchItemFailures: [] });
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
    followUp.meanwhile.push(() => table.store({ ...account, name: 'Amira T.', renamed: 'then' }));
    await followUp.finish([account]);
    expect(await table.stored(account)).toMatchObject({ renamed: 'then' });
    await followUp.finish([account]);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira T.' });
    expect(await table.stored(account)).not.toHaveProperty('renamed');
  });

  it('keeps the work of a name that changes twice in the meantime', async () => {
    const account = accountKey(amira);
    await table.store({ username: amira, created: tripid, tname: 'Amira' });
    await table.store({ ...account, name: 'Amira S.', renamed: 'then' });
    // A trip that was posted between the two changes has the other name.
    followUp.meanwhile.push(() => table.store({ ...account, name: 'Amira S.', renamed: 'now' }));
    await followUp.finish([account]);
    expect(await table.stored(account)).toMatchObject({ renamed: 'now' });
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
    expect(await followUp.finish([account])).toEqual({ batchItemFailures: [] });
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.', since: '2026-01-02', version: 3 });
    for (const party of PARTIES) {
      const half = await table.stored(halfKey(party, 'PENDING', open));
      expect(half).toMatchObject({ tname: 'Amira S.', revision: 5, changed: '2026-10-04T19:34:18.736Z' });
      expect(await table.stored(halfKey(party, 'CANCELLED', over))).toMatchObject({ tname: 'Amira', revision: 4 });
    }
    expect(await table.stored(account)).not.toHaveProperty('renamed');
    await table.store({ ...account, removing: 1, removed: 'then', name: 'Amira T.', renamed: 'now' });
    await followUp.finish([account]);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.' });
  });
});
