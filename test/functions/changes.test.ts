import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { accountKey, halfKey, type Key, markerKey, type Pair, type Party } from '../../domain/keys.ts';
import type { RequestStatus } from '../../domain/schema.types.ts';
import { followUpFunction } from '../support/functions/followUpFunction.ts';
import { aFunctionTable, type FunctionTable } from '../support/functions/functionTable.ts';
import { meanwhileIn } from '../support/functions/meanwhile.ts';
import { GOING } from '../support/stories/storedItems.ts';
import { inDays } from '../support/trips.ts';

const created = '2026-10-04-19-34-18-736061';
const tstamp = Date.parse(inDays(30)) / 1000;
const SINCE = '2026-10-05T06:07:08.901Z';
const PARTIES: readonly Party[] = ['traveler', 'requester'];

let table: FunctionTable;
let meanwhile: ReturnType<typeof meanwhileIn>;
let finish: (key: Key) => Promise<unknown>;
beforeAll(async () => {
  table = await aFunctionTable();
  const { dynamodb, invoke } = await followUpFunction();
  meanwhile = meanwhileIn(dynamodb);
  finish = invoke;
});
afterAll(() => table.drop());

let amira = '';
let trip: Key;
let pair: Pair;
beforeEach(() => {
  amira = `amira-${randomUUID()}`;
  trip = { username: amira, created };
  pair = { tripid: created, traveler: amira, requester: `jonas-${randomUUID()}` };
});

const TERMS = { trdate: '2026-12-10', fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR', cost: {} };

/** Stores both halves of a request in a status, in revision 4. */
async function aRequest(status: RequestStatus, changes: object = {}, of: Pair = pair): Promise<void> {
  const half = { ...of, ...TERMS, dtime: created, changed: SINCE, revision: 4, tstamp, ...changes };
  for (const party of PARTIES) await table.store({ ...half, ...halfKey(party, status, of) });
}

const half = (party: Party, status: RequestStatus, of: Pair = pair) => table.stored(halfKey(party, status, of));

describe('Closing the requests of a deleted trip', () => {
  let marker: Key;
  beforeEach(async () => {
    marker = markerKey('closing', trip);
    await table.store({ ...marker, since: SINCE });
  });

  it('enters the new status with a new revision and time, and keeps everything else', async () => {
    await aRequest('ACCEPTED', { note: 'Two coats', items: { Clothes: 2 } });
    await finish(marker);
    for (const party of PARTIES) {
      const closed = await half(party, 'CANCELLED');
      expect(closed).toMatchObject({ note: 'Two coats', items: { Clothes: 2 }, reason: 'TRIP_DELETED', revision: 5 });
      expect(closed?.['changed']).not.toBe(SINCE);
      expect(await half(party, 'ACCEPTED')).toBeUndefined();
    }
  });

  it.each(PARTIES)('leaves a request that changes meanwhile on the side of the %s', async (party) => {
    await aRequest('PENDING');
    meanwhile('TransactWriteItems', () => table.overwrite(halfKey(party, 'PENDING', pair), { revision: 5 }));
    await finish(marker);
    expect(await half(party, 'PENDING')).toMatchObject({ revision: 5 });
    expect(await half('traveler', 'CANCELLED')).toBeUndefined();
  });

  it('leaves a request whose own half expires meanwhile', async () => {
    await aRequest('PENDING');
    meanwhile('TransactWriteItems', () => table.overwrite(halfKey('traveler', 'PENDING', pair), { tstamp: 1 }));
    await finish(marker);
    expect(await half('traveler', 'CANCELLED')).toBeUndefined();
  });

  it('leaves all when the removal of the traveler begins meanwhile, and a request when that of its requester does', async () => {
    await aRequest('PENDING');
    meanwhile('TransactWriteItems', () => table.store({ ...accountKey(amira), ...GOING }));
    await finish(marker);
    expect([await half('traveler', 'CANCELLED'), await table.stored(marker)]).toEqual([
      undefined,
      { ...marker, since: SINCE },
    ]);
    await table.forget(accountKey(amira));
    meanwhile('TransactWriteItems', () => table.store({ ...accountKey(pair.requester), ...GOING }));
    await finish(marker);
    expect([await half('traveler', 'CANCELLED'), await table.stored(marker)]).toEqual([undefined, undefined]);
  });

  it('keeps a marker that is written again meanwhile', async () => {
    meanwhile('DeleteItem', () => table.store({ ...marker, since: 'later' }));
    await finish(marker);
    expect(await table.stored(marker)).toEqual({ ...marker, since: 'later' });
    await table.store({ ...marker });
    meanwhile('DeleteItem', () => table.store({ ...marker, since: 'later' }));
    await finish(marker);
    expect(await table.stored(marker)).toEqual({ ...marker, since: 'later' });
    await finish(marker);
    expect(await table.stored(marker)).toBeUndefined();
  });
});

describe('Moving requests with their trip', () => {
  let marker: Key;
  beforeEach(async () => {
    marker = markerKey('moved', trip);
    await table.store({ ...marker, since: SINCE });
    await table.store({ ...trip, trdate: '2026-12-20', tstamp: tstamp + 100 });
  });

  const MOVED = { trdate: '2026-12-20', tstamp: tstamp + 100, revision: 5 };

  it('finds a request that changes its status meanwhile', async () => {
    await aRequest('PENDING');
    meanwhile('TransactWriteItems', async () => {
      for (const party of PARTIES) await table.forget(halfKey(party, 'PENDING', pair));
      await aRequest('ACCEPTED');
    });
    await finish(marker);
    for (const party of PARTIES) expect(await half(party, 'ACCEPTED')).toMatchObject(MOVED);
  });

  it('finds a request that enters a status whose list was read already', async () => {
    await aRequest('ACCEPTED');
    // The list of the pending ones comes first.
    meanwhile('TransactWriteItems', async () => {
      for (const party of PARTIES) await table.forget(halfKey(party, 'ACCEPTED', pair));
      await aRequest('PENDING');
    });
    await finish(marker);
    for (const party of PARTIES) expect(await half(party, 'PENDING')).toMatchObject(MOVED);
  });

  it('follows a trip that is moved once more meanwhile', async () => {
    await aRequest('PENDING');
    meanwhile('TransactWriteItems', () => table.overwrite(trip, { trdate: '2026-12-24', tstamp: tstamp + 200 }));
    await finish(marker);
    for (const party of PARTIES) {
      expect(await half(party, 'PENDING')).toMatchObject({ trdate: '2026-12-24', tstamp: tstamp + 200 });
    }
  });

  it.each(PARTIES)('waits until both sides are as they were read: the %s changes first', async (first) => {
    await aRequest('PENDING');
    const changes = (party: Party) => table.overwrite(halfKey(party, 'PENDING', pair), { revision: 7 });
    const other = first === 'traveler' ? 'requester' : 'traveler';
    // Each round has two transactions: for both sides, and for one whose other side is missing.
    meanwhile(
      'TransactWriteItems',
      () => changes(first),
      () => Promise.resolve(),
      () => changes(other),
    );
    await finish(marker);
    for (const party of PARTIES) expect(await half(party, 'PENDING')).toMatchObject({ ...MOVED, revision: 8 });
  });

  it('leaves requests of other trips', async () => {
    const other = { ...pair, tripid: '2026-10-04-19-34-18-736062' };
    await aRequest('PENDING', {}, other);
    await finish(marker);
    expect(await half('traveler', 'PENDING', other)).toMatchObject({ trdate: '2026-12-10', tstamp, revision: 4 });
  });

  it('announces only open requests', async () => {
    await aRequest('ACCEPTED');
    const other = { ...pair, requester: `noor-${randomUUID()}` };
    await aRequest('DECLINED', {}, other);
    await finish(marker);
    for (const party of PARTIES) {
      expect((await half(party, 'ACCEPTED'))?.['changed']).not.toBe(SINCE);
      expect(await half(party, 'DECLINED', other)).toMatchObject({ changed: SINCE, revision: 4, tstamp: tstamp + 100 });
    }
  });

  it.each([{ trdate: 'someday' }, { tstamp: 'never' }, { trdate: '2026-02-30' }])(
    'does nothing for a malformed trip: %o',
    async (changes) => {
      await table.overwrite(trip, changes);
      await aRequest('PENDING');
      await finish(marker);
      expect(await half('traveler', 'PENDING')).toMatchObject({ trdate: '2026-12-10', revision: 4 });
      expect(await table.stored(marker)).toBeUndefined();
    },
  );
});

/** What an account has whose removal is complete: no worker waits for it. */
const COMPLETE = { removing: 1, removed: SINCE };

describe('Carrying a changed name into items', () => {
  let account: Key;
  beforeEach(async () => {
    account = accountKey(amira);
    await table.store({ ...account, name: 'Amira S.', since: '2026-01-02', renamed: 'now' });
    await table.store({ ...trip, tname: 'Amira', version: 3 });
  });

  const nameOf = async (party: Party) => (await half(party, 'PENDING'))?.['tname'];

  it('finds a request that is sent with the old name meanwhile', async () => {
    meanwhile('TransactWriteItems', () => aRequest('PENDING', { tname: 'Amira' }));
    await finish(account);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.', since: '2026-01-02', version: 3 });
    for (const party of PARTIES) expect(await nameOf(party)).toBe('Amira S.');
    expect(await table.stored(account)).not.toHaveProperty('renamed');
  });

  it('finds a request that appears while others are changed', async () => {
    await aRequest('PENDING', { tname: 'Amira' });
    const late = { ...pair, requester: `noor-${randomUUID()}` };
    meanwhile(
      'TransactWriteItems',
      () => Promise.resolve(),
      () => aRequest('PENDING', { tname: 'Amira' }, late),
    );
    await finish(account);
    for (const party of PARTIES) expect(await half(party, 'PENDING', late)).toMatchObject({ tname: 'Amira S.' });
  });

  it('changes accepted requests too, and no closed ones', async () => {
    const [accepted, declined] = [pair, { ...pair, requester: `noor-${randomUUID()}` }];
    await aRequest('ACCEPTED', { tname: 'Amira' }, accepted);
    await aRequest('DECLINED', { tname: 'Amira' }, declined);
    await finish(account);
    for (const party of PARTIES) {
      expect(await half(party, 'ACCEPTED', accepted)).toMatchObject({ tname: 'Amira S.', revision: 5 });
      expect(await half(party, 'DECLINED', declined)).toMatchObject({ tname: 'Amira', revision: 4 });
    }
  });

  it('reaches the other trips when one is deleted meanwhile', async () => {
    const other = { ...trip, created: '2026-10-04-19-34-18-736062' };
    await table.store({ ...other, tname: 'Amira' });
    meanwhile('TransactWriteItems', () => table.forget(trip));
    await finish(account);
    expect(await table.stored(other)).toMatchObject({ tname: 'Amira S.' });
  });

  it('makes no trip that is deleted meanwhile', async () => {
    meanwhile('TransactWriteItems', () => table.forget(trip));
    await finish(account);
    expect(await table.stored(trip)).toBeUndefined();
  });

  it('stops when the name changes again, and leaves that work', async () => {
    meanwhile('TransactWriteItems', () => table.overwrite(account, { name: 'Amira T.', renamed: 'later' }));
    await finish(account);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira' });
    expect(await table.stored(account)).toMatchObject({ renamed: 'later' });
    await finish(account);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira T.' });
  });

  it('keeps the work when the same name is given again meanwhile', async () => {
    meanwhile('UpdateItem', () => table.overwrite(account, { renamed: 'later' }));
    await finish(account);
    expect(await table.stored(account)).toMatchObject({ renamed: 'later' });
  });

  it('stops when the removal of the account begins', async () => {
    await aRequest('PENDING', { tname: 'Amira' });
    meanwhile(
      'TransactWriteItems',
      () => Promise.resolve(),
      () => table.overwrite(account, COMPLETE),
    );
    await finish(account);
    expect(await table.stored(trip)).toMatchObject({ tname: 'Amira S.' });
    expect(await nameOf('requester')).toBe('Amira');
  });
});
