import { describe, expect, it } from 'vitest';

import { migrate } from '../../../migration/run.ts';
import { noDisk } from '../../support/migration/backups.ts';
import { sorted } from '../../support/migration/canonical.ts';
import { ITEMS, REQUESTS } from '../../support/migration/casesOfItems.ts';
import { FEDERATED, REMOVED } from '../../support/migration/casesOfPeople.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { whatDoesNotAddUp } from '../../support/migration/migration.ts';
import { OriginalApp } from '../../support/migration/originalApp.ts';
import { type Case, GONE, GONE_GOOGLE, USERS } from '../../support/migration/originalCases.ts';

function filled(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function lengths(lists: Readonly<Record<string, readonly unknown[]>>): Record<string, number> {
  return filled(Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length])));
}

async function migrated({ play, version, users }: Case) {
  const app = new OriginalApp(version);
  play(app);
  const { table, stored } = aMemoryTable(app.items);
  const run = { name: 'T', table, backup: noDisk, signal: new AbortController().signal };
  const list = users === false ? null : USERS;
  const { report } = await migrate({ ...run, users: list });
  const again = await migrate({ ...run, users: list });
  return { report, again: again.report, items: [...stored.values()] };
}

describe.each([
  ['A federated person', FEDERATED],
  ['A removed person', REMOVED],
  ['A request of the first app', REQUESTS],
  ['An item of the first app', ITEMS],
])('%s', (_, cases) => {
  it.each(cases)('$name', async (one) => {
    const { report, again, items } = await migrated(one);
    expect(sorted(items)).toEqual(sorted(one.expected));
    const found = Object.entries(report.contradictions).map(([name, each]) => [name, each.found] as const);
    expect(filled(Object.fromEntries(found))).toEqual(filled(one.found));
    expect(lengths(report.left)).toEqual(one.left ?? {});
    expect(lengths(report.notices)).toEqual(one.notices ?? {});
    expect(whatDoesNotAddUp(report)).toEqual([]);
    expect(again.items).toMatchObject({ repaired: 0, changed: 0, toRepair: 0 });
    if (one.users !== false) expect(JSON.stringify(items)).not.toMatch(new RegExp(`${GONE}|${GONE_GOOGLE}|_1034|_999`));
  });
});
