import { expect, it } from 'vitest';

import { accountKey, contactsKey, halfKey } from '../../../domain/keys.ts';
import type { Item } from '../../../migration/item.ts';
import { migrate } from '../../../migration/run.ts';
import { noDisk } from '../../support/migration/backups.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { AMIRA, GOOGLE, NOOR, NUMBER, pairOf, TRIP, TSTAMP, USERS } from '../../support/migration/originalCases.ts';
import { anOriginalTrip } from '../../support/migration/originalStore.ts';

const present: Item = { ...accountKey(AMIRA) };
const half = { dtime: TRIP, tripid: TRIP, tstamp: TSTAMP };

async function migrated(...items: Item[]) {
  const { table, stored } = aMemoryTable([present, ...items]);
  const run = { name: 'T', table, backup: noDisk, signal: new AbortController().signal, users: USERS };
  return { ...(await migrate(run)), run, keys: [...stored.values()].map((item) => `${item.username} ${item.created}`) };
}

it('An expired half under the right key does not stop the repair of one under a username', async () => {
  const { report, failure, keys } = await migrated(
    { ...half, username: NOOR, created: `request_${TRIP}_${AMIRA}`, tstamp: 1_700_000_000 },
    { ...half, username: GOOGLE, created: `request_${TRIP}_${AMIRA}` },
    { ...half, username: AMIRA, created: `declined_${TRIP}_${NUMBER}` },
  );
  expect(failure).toBeUndefined();
  expect(report.items).toMatchObject({ fine: 1, repaired: 3 });
  const both = (['traveler', 'requester'] as const).map((party) => halfKey(party, 'DECLINED', pairOf(AMIRA, NOOR)));
  expect(keys.sort()).toEqual([present, ...both].map(({ username, created }) => `${username} ${created}`).sort());
});

it('Nothing moves to an account that is being removed', async () => {
  const items = [{ ...contactsKey(GOOGLE) }, { ...accountKey(GOOGLE) }, { username: GOOGLE, created: 'devices' }];
  const { report, keys } = await migrated(...items, { ...accountKey(NOOR), removing: 1 });
  expect(report.items).toMatchObject({ fine: 2, left: 3, changed: 0 });
  expect(report.left.underWay).toHaveLength(3);
  expect(keys).toHaveLength(5);
});

it('Of two trips with the same right key, requests take the terms of the one that has it', async () => {
  const trip = (username: string, changes: object) =>
    anOriginalTrip({ username, created: TRIP }, { tstamp: TSTAMP, ...changes }) as Item;
  const { run } = await migrated(trip(NOOR, {}), trip(GOOGLE, { acceptto: 'someday' }), {
    ...half,
    username: NOOR,
    created: `pending_${TRIP}_${AMIRA}`,
  });
  expect((await migrate(run)).report.items).toMatchObject({ repaired: 0, changed: 0 });
});
