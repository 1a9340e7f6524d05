import { describe, expect, it } from 'vitest';

import { accountKey, halfKey } from '../../../domain/keys.ts';
import { groupsOf } from '../../../migration/groups.ts';
import { type Item, placeOf } from '../../../migration/item.ts';
import type { Users } from '../../../migration/plan/people/people.ts';
import type { Repair } from '../../../migration/repair.ts';
import { migrate } from '../../../migration/run.ts';
import type { Table } from '../../../migration/table.ts';
import { noDisk } from '../../support/migration/backups.ts';
import { anId } from '../../support/migration/ids.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { inDays } from '../../support/trips.ts';

const tripid = '2026-10-04-19-34-18-736061';
const tstamp = Date.parse(inDays(30)) / 1000;
const traveler = anId(0);

const trip: Item = {
  ...{ username: traveler, created: tripid, fromcity: 'Berlin-Germany', tocity: 'Cairo-Egypt', currency: 'EUR' },
  ...{ acceptfrom: inDays(1), acceptto: inDays(2), trdate: inDays(3), tstamp },
  allowed: { Clothes: { cost: '3.5', kg: '10.0' } },
};

/** One half of a request, whose other half is missing: each needs a repair. */
function aHalf(at: number): Item {
  const pair = { tripid, traveler, requester: anId(at + 1) };
  return { ...halfKey('traveler', 'PENDING', pair), dtime: tripid, tstamp, items: {} };
}

const aRun = (table: Table) => ({ name: 'T', table, backup: noDisk, signal: new AbortController().signal });
const run = (table: Table) => migrate(aRun(table));

describe('A run', () => {
  it('leaves a trip whose requests have changed since they were read', async () => {
    const { table, stored } = aMemoryTable([trip, aHalf(1)]);
    // The request has changed; the trip is as it was read.
    const write: Table['write'] = async (repairs) => {
      const isTrip = ({ after }: Repair) => after.some(({ created }) => created === tripid);
      const changed = repairs.filter((repair) => !isTrip(repair));
      return new Map([
        ...(await table.write(repairs.filter(isTrip))),
        ...changed.map((each) => [each, 'changed'] as const),
      ]);
    };
    const { report } = await run({ ...table, write });
    expect(report.items).toMatchObject({ changed: 2, repaired: 0 });
    expect([...stored.values()]).toContain(trip);
  });

  describe('whose request DynamoDB rejects', () => {
    /** Runs; DynamoDB rejects the repairs of requests. */
    const rejecting = async (items: readonly Item[], users: Users | null = null) => {
      const { table, stored } = aMemoryTable(items);
      const isRequest = ({ before }: Repair) => before.some(({ created }) => created.includes('_'));
      const isTrip = ({ before }: Repair) => before.some(({ created }) => created === tripid);
      const write: Table['write'] = async (repairs) => {
        const rejected = repairs.filter((repair) => isRequest(repair) && !isTrip(repair));
        return new Map([
          ...(await table.write(repairs.filter((repair) => !rejected.includes(repair)))),
          ...rejected.map((each) => [each, 'refused'] as const),
        ]);
      };
      const { report } = await migrate({ ...aRun({ ...table, write }), users });
      return { report, trip: stored.get(placeOf(trip)) };
    };
    const accepted = (['traveler', 'requester'] as const).map((party): Item => {
      const pair = { tripid, traveler, requester: anId(2) };
      return { ...halfKey(party, 'ACCEPTED', pair), dtime: tripid, tstamp, items: { Clothes: 1 } };
    });

    it('repairs the trip if the request takes no kilograms', async () => {
      const { report, trip: next } = await rejecting([trip, aHalf(1)]);
      expect(report.items).toMatchObject({ left: 1, repaired: 1, changed: 0 });
      expect(next).toHaveProperty('version', 1);
    });

    it('leaves the trip, with the reason, if the request takes kilograms', async () => {
      const { report, trip: next } = await rejecting([trip, ...accepted]);
      expect(report.items).toMatchObject({ left: 3, repaired: 0, changed: 0 });
      expect(report.left.refused).toHaveLength(3);
      expect(next).toBe(trip);
    });

    it('leaves the trip of somebody who is gone: the request needs its terms', async () => {
      const users = new Map([[anId(2), anId(2)]]);
      const { report, trip: next } = await rejecting([{ ...accountKey(anId(2)) }, trip, ...accepted], users);
      expect(report.left.refused).toHaveLength(3);
      expect(next).toBe(trip);
    });
  });

  it('writes the trip in another transaction than its requests, after them', async () => {
    const { table } = aMemoryTable([trip, aHalf(1)]);
    const written: string[] = [];
    const write: Table['write'] = async (repairs) => {
      written.push(...repairs.map(({ after }) => after[0]?.created.split('_')[0] ?? ''));
      return table.write(repairs);
    };
    await run({ ...table, write });
    expect(written).toEqual(['pending', tripid]);
  });

  it('writes nothing more after an error', async () => {
    const { table } = aMemoryTable(Array.from({ length: 400 }, (_, at) => aHalf(at)));
    let calls = 0;
    const write: Table['write'] = () => {
      calls += 1;
      return Promise.reject(new Error('The connection broke.'));
    };
    const { failure } = await run({ ...table, write });
    expect(failure?.message).toBe('The connection broke.');
    // As many as run at the same time.
    expect(calls).toBeLessThanOrEqual(8);
  });
});

describe('A group of repairs', () => {
  const repairOf = (...names: string[]): { repair: Repair } => {
    const items = names.map((created) => ({ username: 'a', created }));
    return { repair: { before: items, after: items, checks: [] } };
  };
  const sizes = (...entries: { repair: Repair }[]) => [...groupsOf(entries)].map((group) => group.length);

  it('never writes one item twice', () => {
    expect(sizes(repairOf('x', 'y'), repairOf('z'), repairOf('x'))).toEqual([2, 1]);
  });

  it('never writes an item that it checks', () => {
    const checking = (...names: string[]) => {
      const checks = names.map((created) => ({ key: { username: 'a', created }, when: { text: 'x', values: {} } }));
      return { repair: { ...repairOf('w').repair, checks } };
    };
    expect(sizes(repairOf('x'), checking('x'))).toEqual([1, 1]);
    expect(sizes(checking('x'), repairOf('x'))).toEqual([1, 1]);
  });

  it('has at most 2 MB, unless one repair has more', () => {
    const large = (name: string, megabytes: number) => {
      const before = [{ username: 'a', created: name, note: 'x'.repeat(megabytes * 1_000_000) }];
      return { repair: { before, after: [], checks: [] } };
    };
    expect(sizes(large('x', 0.9), large('y', 0.9), large('z', 0.9))).toEqual([2, 1]);
    expect(sizes(large('x', 3), repairOf('y'), repairOf('z'))).toEqual([1, 2]);
  });

  it('has at most 40 writes, unless one repair has more', () => {
    const many = (count: number, name: string) => repairOf(...Array.from({ length: count }, (_, at) => `${name}${at}`));
    expect(sizes(many(20, 'a'), many(20, 'b'), many(1, 'c'))).toEqual([2, 1]);
    expect(sizes(many(41, 'a'), many(1, 'b'))).toEqual([1, 1]);
  });
});
