import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Backup } from '../../migration/backup.ts';
import { placeOf } from '../../migration/item.ts';
import { migrate } from '../../migration/run.ts';
import { openTable, type Table } from '../../migration/table.ts';
import { tripKeyOf } from '../../resolvers/lib/keys.ts';
import { STATUSES } from '../../resolvers/lib/requestStates.ts';
import { temporaryDirectory } from '../support/assemblies.ts';
import { aFunctionTable, type FunctionTable } from '../support/functionTable.ts';
import { differences, whatDoesNotAddUp } from '../support/migration.ts';
import { anOriginalHalf, aRepairedTrip } from '../support/originalStore.ts';
import type { Item } from '../support/storedItems.ts';

const folder = temporaryDirectory();
let stored: FunctionTable;
let table: Table;
beforeAll(async () => {
  stored = await aFunctionTable();
  const { region, dynamodbEndpoint: endpoint } = inject('takeIt');
  table = await openTable({ table: stored.name, region, endpoint });
});
afterAll(async () => {
  table.close();
  await stored.drop();
});

const placeIn = (item: Item) => placeOf({ username: String(item['username']), created: String(item['created']) });

/** A request as the API keeps it, and its trip: the halves of one status, or of none of them with the trip alone. */
function aWholeRequest(status: (typeof STATUSES)[number]) {
  const pair = { tripid: '2026-10-04-19-34-18-736061', traveler: randomUUID(), requester: randomUUID() };
  const changes = { ...pair, items: { Paper: 0 }, revision: 3, changed: '2026-10-05T06:07:08.901Z' };
  return [
    anOriginalHalf('traveler', status, pair, changes),
    anOriginalHalf('requester', status, pair, changes),
    aRepairedTrip(tripKeyOf(pair)),
  ];
}

it('Whatever was written behind the back of those who read the table, what is whole stays as it is', async () => {
  // A table is read for minutes: of a request that comes about meanwhile any part may have been seen, or none.
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
  const backup = await Backup.open(join(folder, 'behind.jsonl'));
  const run = { name: stored.name, backup, signal: new AbortController().signal };
  const readAll: Table['readAll'] = (take) =>
    table.readAll((item) => {
      if (!hidden.has(placeIn(item))) take(item);
    });
  const { report } = await migrate({ ...run, table: { ...table, readAll } });
  expect(differences(await stored.everything(), all)).toEqual([]);
  expect(whatDoesNotAddUp(report)).toEqual([]);
  expect(report.items).toMatchObject({ repaired: 0, toRepair: 0 });
  expect(report.items.changed).toBeGreaterThan(0);
  const next = await migrate({ ...run, table });
  expect(next.report.items).toMatchObject({ fine: all.length });
  await backup.close();
});
