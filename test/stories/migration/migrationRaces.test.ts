import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { accountKey, contactsKey, tripKeyOf } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import { Backup, readBackup } from '../../../migration/backup.ts';
import { placeOf } from '../../../migration/item.ts';
import { migrate, undo } from '../../../migration/run.ts';
import { openTable, type Table } from '../../../migration/table.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { differences, whatDoesNotAddUp } from '../../support/migration/migration.ts';
import { anOriginalHalf, aRepairedTrip, termsOf } from '../../support/migration/originalStore.ts';
import type { Item } from '../../support/stories/storedItems.ts';
import { tablesOnly } from '../../support/tablesOnly.ts';

const folder = temporaryDirectory();
let stored: FunctionTable;
let table: Table;
beforeEach(async () => {
  stored = await aFunctionTable();
  const { region, dynamodbEndpoint: endpoint } = await tablesOnly();
  table = await openTable({ table: stored.name, region, endpoint });
});
afterEach(async () => {
  table.close();
  await stored.drop();
});

const aRun = (backup: Backup) => ({ name: stored.name, table, backup, signal: new AbortController().signal });

const placeIn = (item: Item) => placeOf({ username: String(item['username']), created: String(item['created']) });

/** A request as the API stores it, and its trip. */
function aWholeRequest(status: (typeof STATUSES)[number]) {
  const pair = { tripid: '2026-10-04-19-34-18-736061', traveler: randomUUID(), requester: randomUUID() };
  const trip = aRepairedTrip(tripKeyOf(pair));
  const terms = termsOf(trip, { Paper: 0 });
  const changes = { ...pair, ...terms, items: { Paper: 0 }, revision: 3, changed: '2026-10-05T06:07:08.901Z' };
  return [anOriginalHalf('traveler', status, pair, changes), anOriginalHalf('requester', status, pair, changes), trip];
}

it('Items that are written while a run reads the table stay as they are', async () => {
  // Reading a table takes minutes: a run may see any part of a request that is written meanwhile, or none.
  const parts = Array.from({ length: 8 }, (_, bits) => [1, 2, 4].map((bit) => (bits & bit) !== 0));
  const all: Item[] = [];
  const hidden = new Set<string>();
  for (const status of STATUSES) {
    for (const seen of parts) {
      const items = aWholeRequest(status);
      all.push(...items);
      items.forEach((item, at) => seen[at] || hidden.add(placeIn(item)));
    }
  }
  await stored.storeAll(all);
  const backup = await Backup.open(join(folder, 'behind.jsonl'), stored.name);
  const run = aRun(backup);
  const readAll: Table['readAll'] = (take) =>
    table.readAll((item) => {
      if (!hidden.has(placeIn(item))) take(item);
    }, run.signal);
  const { report } = await migrate({ ...run, table: { ...table, readAll } });
  expect(differences(await stored.everything(), all)).toEqual([]);
  expect(whatDoesNotAddUp(report)).toEqual([]);
  expect(report.items).toMatchObject({ repaired: 0, toRepair: 0 });
  expect(report.items.changed).toBeGreaterThan(0);
  const next = await migrate(run);
  expect(next.report.items).toMatchObject({ fine: all.length });
  await backup.close();
});

it('Undoing a run restores nothing to a removed account', async () => {
  const tripid = '2026-10-04-19-34-18-736061';
  const [gone, there] = [randomUUID(), randomUUID()].map((id) => ({ tripid, traveler: id, requester: id }));
  if (!gone || !there) throw new Error('Nobody is here.');
  const own = [gone, there].map((pair) => anOriginalHalf('requester', 'PENDING', pair, { note: 'For me' }));
  await stored.storeAll(own);
  const file = join(folder, 'own.jsonl');
  const backup = await Backup.open(file, stored.name);
  expect((await migrate(aRun(backup))).report.items).toMatchObject({ repaired: 2 });
  await backup.close();
  await stored.store({ ...accountKey(gone.traveler), removing: 1, removed: '2026-10-05T06:07:08.901Z' });

  const again = await Backup.open(join(folder, 'own-back.jsonl'), stored.name);
  expect(await undo(await readBackup(file, stored.name), aRun(again))).toEqual({ undone: 1, left: 1, complete: true });
  await again.close();
  expect(await stored.everythingOf(gone.traveler, 'request_')).toEqual([]);
  expect(await stored.everythingOf(there.traveler, 'request_')).toEqual([own[1]]);
});

it('Undoing a run restores an account, bytes and sets that it has deleted', async () => {
  const [there, gone] = [randomUUID(), randomUUID()];
  const odd = { photo: new Uint8Array([1, 2, 3]), photos: new Set([new Uint8Array([0]), new Uint8Array([255])]) };
  const all: Item[] = [
    accountKey(there),
    accountKey(gone),
    { ...contactsKey(gone), ...odd, words: new Set(['b', 'a']), numbers: new Set([2, 1]), nothing: null },
  ].map((item) => ({ ...item }));
  await stored.storeAll(all);
  const before = await stored.everything();
  const file = join(folder, 'bytes.jsonl');
  const backup = await Backup.open(file, stored.name);
  const { report } = await migrate({ ...aRun(backup), users: new Map([[there, there]]) });
  expect(report.items).toMatchObject({ fine: 1, repaired: 2 });
  await backup.close();

  const repairs = await readBackup(file, stored.name);
  const whole = { undone: 2, left: 0, complete: true };
  const { signal } = new AbortController();
  expect(await undo(repairs, { table, backup: null, signal })).toEqual(whole);
  const again = await Backup.open(join(folder, 'bytes-back.jsonl'), stored.name);
  expect(await undo(repairs, aRun(again))).toEqual(whole);
  await again.close();
  expect(await stored.everything()).toEqual(expect.arrayContaining(before));
});

it('Items that DynamoDB rejects are left and reported, and the others are repaired', async () => {
  const pair = () => ({ tripid: '2026-10-04-19-34-18-736061', traveler: randomUUID(), requester: randomUUID() });
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`attribute${at}`, at]));
  // A few bytes more would exceed the limit of an item.
  const long = { note: 'x'.repeat(400 * 1024 - 250) };
  const strange = [many, long].map((more) => anOriginalHalf('requester', 'DECLINED', pair(), more));
  const usual = [pair(), pair()].map((each) => anOriginalHalf('requester', 'DECLINED', each));
  for (const item of [...strange, ...usual]) await stored.store(item);
  const backup = await Backup.open(join(folder, 'strange.jsonl'), stored.name);
  const { report, failure } = await migrate(aRun(backup));
  await backup.close();
  expect(failure).toBeUndefined();
  expect(whatDoesNotAddUp(report)).toEqual([]);
  expect(report).toMatchObject({ complete: true, items: { repaired: 2, left: 2 } });
  expect(report.left.refused.map(({ username }) => username).sort()).toEqual(
    strange.map(({ username }) => username).sort(),
  );
});

it('A run that is stopped while it reads reports that, and writes nothing', async () => {
  const backup = await Backup.open(join(folder, 'stopped.jsonl'), stored.name);
  const run = { ...aRun(backup), signal: AbortSignal.abort() };
  await expect(migrate(run)).rejects.toMatchObject({ code: 'Stopped' });
  await backup.close();
});
