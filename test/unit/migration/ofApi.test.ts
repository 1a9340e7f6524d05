import { expect, it } from 'vitest';

import {
  accountKey,
  alertKey,
  blockedByKey,
  blockKey,
  deviceKey,
  type Key,
  markerKey,
  matchingKey,
  missedPushKey,
  reportedKey,
  reportKey,
  tokenKey,
} from '../../../domain/keys.ts';
import { type Item, placeOf } from '../../../migration/item.ts';
import { migrate } from '../../../migration/run.ts';
import { noDisk } from '../../support/migration/backups.ts';
import { anId } from '../../support/migration/ids.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { AMIRA, GONE, JONAS, TRIP, USERS } from '../../support/migration/originalCases.ts';

const run = { name: 'T', backup: noDisk, signal: new AbortController().signal };
const KEY = { username: AMIRA, created: TRIP };

/** Amira and Jonas use the API. */
const PRESENT: readonly Item[] = [AMIRA, JONAS].map((id) => ({ ...accountKey(id), since: '2026-10-04' }));

/** What only the API writes. */
const OF_API: readonly Key[] = [
  blockKey(AMIRA, JONAS),
  blockedByKey(AMIRA, JONAS),
  deviceKey(AMIRA, 'token'),
  tokenKey('token'),
  missedPushKey(AMIRA, TRIP),
  matchingKey(KEY),
  reportedKey(KEY, '01J9C4Z5XG0000000000000000'),
  alertKey(AMIRA, '01J9C4Z5XG0000000000000000'),
  markerKey('closing', KEY),
  markerKey('moved', KEY),
  reportKey('OPEN', TRIP),
];

it.each([
  ['with', USERS],
  ['without', null],
])('What only the API writes stays in a run %s the list of users', async (_, users) => {
  const items = [...PRESENT, ...OF_API.map((key) => ({ ...key }))];
  const { table, stored } = aMemoryTable(items);
  const { report } = await migrate({ ...run, table, users });
  expect([...stored.values()]).toEqual(items);
  expect(report.items).toMatchObject({ fine: items.length, left: 0 });
});

/** What the API has written about somebody. */
const about = (id: string): Item[] => [
  { ...blockKey(AMIRA, id) },
  { ...blockedByKey(id, JONAS) },
  { ...reportKey('OPEN', TRIP), by: AMIRA, about: id },
];

it('Blocks and reports of somebody who is gone are deleted', async () => {
  const { table, stored } = aMemoryTable([...PRESENT, ...about(GONE)]);
  const { report } = await migrate({ ...run, table, users: USERS });
  expect([...stored.values()]).toEqual(PRESENT);
  expect(report.contradictions.personGone).toMatchObject({ repaired: 3, changed: 0 });
});

it('Blocks and reports of somebody who signs up during the run stay', async () => {
  const items = [...PRESENT, ...about(anId(9))];
  const { table, stored } = aMemoryTable(items);
  const account = { ...accountKey(anId(9)), since: '2026-11-30' };
  const readAll: typeof table.readAll = async (take, signal) => {
    await table.readAll(take, signal);
    stored.set(placeOf(account), account);
  };
  const { report } = await migrate({ ...run, table: { ...table, readAll }, users: USERS });
  expect([...stored.values()]).toEqual([...items, account]);
  expect(report.contradictions.personGone).toMatchObject({ repaired: 0, changed: 3 });
});
