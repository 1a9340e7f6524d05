import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { accountKey, contactsKey, tripKeyOf } from '../../../domain/keys.ts';
import { Backup, readBackup } from '../../../migration/backup.ts';
import { type Item, toItem } from '../../../migration/item.ts';
import { migrate, undo } from '../../../migration/run.ts';
import type { Table } from '../../../migration/table.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { AMIRA, GONE, GOOGLE, JONAS, NOOR, pairOf, USERS } from '../../support/migration/originalCases.ts';

const folder = temporaryDirectory();
const { signal } = new AbortController();

/** Runs something with the backup file of this name. */
async function withBackup<Result>(name: string, work: (backup: Backup) => Promise<Result>): Promise<Result> {
  const backup = await Backup.open(join(folder, name), 'T');
  try {
    return await work(backup);
  } finally {
    await backup.close();
  }
}

const apply = (name: string, table: Table) =>
  withBackup(name, (backup) => migrate({ name: 'T', table, backup, signal, users: USERS }));

/** What undoing a run would do, and what it does. */
async function undone(name: string, table: Table) {
  const repairs = await readBackup(join(folder, name), 'T');
  const told = await undo(repairs, { table, backup: null, signal });
  return { told, done: await withBackup(`${name}.back`, (backup) => undo(repairs, { table, backup, signal })) };
}

const sorted = (items: Iterable<Item>) =>
  [...items].sort((one, other) => (`${one.username} ${one.created}` < `${other.username} ${other.created}` ? -1 : 1));

const PRESENT: readonly Item[] = [AMIRA, JONAS, NOOR].map((id) => ({ ...accountKey(id), since: '2026-10-04' }));

describe('Undoing a run', () => {
  it('restores the account of somebody who is gone, and one under a username', async () => {
    const items: readonly Item[] = [
      ...PRESENT,
      ...[accountKey(GONE), contactsKey(GONE), accountKey(GOOGLE), tripKeyOf(pairOf(GONE, AMIRA))].map((key) => ({
        ...key,
      })),
    ];
    const { table, stored } = aMemoryTable(items);
    const { report } = await apply('accounts', table);
    expect(report.items.repaired).toBe(4);
    expect(sorted(stored.values())).toEqual(PRESENT);
    const whole = { undone: 4, left: 0, complete: true };
    expect(await undone('accounts', table)).toEqual({ told: whole, done: whole });
    expect(sorted(stored.values())).toEqual(sorted(items));
  });

  it('tells that it would restore an item with bytes and sets', async () => {
    const odd = toItem({
      username: { S: AMIRA },
      created: { S: 'contacts' },
      name: { S: 'Amira' },
      photo: { B: new Uint8Array([1, 2, 3]) },
      photos: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
      tags: { SS: ['a', 'b'] },
      long: { N: '12345678901234567890' },
    });
    const { table } = aMemoryTable([...PRESENT, odd]);
    expect((await apply('bytes', table)).report.items.repaired).toBe(1);
    const repairs = await readBackup(join(folder, 'bytes'), 'T');
    expect(await undo(repairs, { table, backup: null, signal })).toMatchObject({ undone: 1, left: 0 });
  });

  it('counts what it has undone before an error', async () => {
    const cards = [AMIRA, JONAS, NOOR].map((id) => ({ ...contactsKey(id), name: 'A.' }));
    const { table } = aMemoryTable([...PRESENT, ...cards]);
    expect((await apply('broken', table)).report.items.repaired).toBe(3);
    let calls = 0;
    const write: Table['write'] = (repairs) => {
      calls += 1;
      return calls > 1 ? Promise.reject(new Error('The connection broke.')) : table.write(repairs);
    };
    // Two groups: no group writes an item twice.
    const repairs = await readBackup(join(folder, 'broken'), 'T');
    const twice = [...repairs, ...repairs.slice(0, 1)];
    const result = await withBackup('broken.back', (backup) =>
      undo(twice, { table: { ...table, write }, backup, signal }),
    );
    expect(result).toMatchObject({
      undone: 3,
      left: 0,
      complete: false,
      failure: { message: 'The connection broke.' },
    });
  });

  it('restores nothing that the run has not deleted itself', async () => {
    const card = { ...contactsKey(GONE), cname: 'Lina' };
    const { table, stored } = aMemoryTable([...PRESENT, card]);
    // She signs up while the run reads the table.
    const readAll: Table['readAll'] = async (take, stop) => {
      await table.readAll(take, stop);
      stored.set(`${GONE} account`, { ...accountKey(GONE), since: '2026-11-30' });
    };
    expect((await apply('unwritten', { ...table, readAll })).report.items).toMatchObject({ changed: 1, repaired: 0 });
    // Later she deletes her card herself.
    stored.delete(`${GONE} contacts`);
    await undone('unwritten', table);
    expect(stored.has(`${GONE} contacts`)).toBe(false);
  });
});
