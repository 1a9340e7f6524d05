import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { halfKey, otherParty } from '../../../domain/keys.ts';
import type { Backup } from '../../../migration/backup.ts';
import { type Item, placeOf } from '../../../migration/item.ts';
import { toHalf } from '../../../migration/plan/requests/half.ts';
import { rehearse } from '../../../migration/rehearsal.ts';
import type { Repair } from '../../../migration/repair.ts';
import { migrate, undo } from '../../../migration/run.ts';
import type { Table } from '../../../migration/table.ts';
import { aMemoryBackup, noDisk } from '../../support/migration/backups.ts';
import { sorted } from '../../support/migration/canonical.ts';
import { aMemoryTable } from '../../support/migration/memoryTable.ts';
import { whatDoesNotAddUp } from '../../support/migration/migration.ts';
import { type Call, OriginalApp } from '../../support/migration/originalApp.ts';
import { AMIRA, APPLE, GONE, GONE_GOOGLE, GOOGLE, JONAS, USERS } from '../../support/migration/originalCases.ts';
import { SIZES } from '../../support/sizes.ts';

const PEOPLE = [AMIRA, JONAS, GOOGLE, APPLE, GONE, GONE_GOOGLE];
const ROUNDS = { numRuns: SIZES.originalPlays };
const LONG = 300_000;

interface Act {
  readonly kind: number;
  readonly person: string;
  readonly other: string;
  /** The day of the trip: each person posts at most one for each. */
  readonly day: 4 | 5;
  /** After so many writes the call is cut off. */
  readonly writes: number;
  /** Whether the next call runs at the same time. */
  readonly isTogether: boolean;
  readonly at: number;
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.nat({ max: 13 }),
  person: fc.constantFrom(...PEOPLE),
  other: fc.constantFrom(...PEOPLE),
  day: fc.constantFrom(4, 5),
  writes: fc.oneof({ weight: 4, arbitrary: fc.constant(99) }, fc.nat({ max: 3 })),
  isTogether: fc.boolean(),
  at: fc.nat({ max: 20 }),
});

/** The id of a person's trip: the time at which it was posted, to the microsecond. No other trip has it. */
function tripOf(person: string, day: number): string {
  return `2026-10-0${day}-19-34-18-73606${PEOPLE.indexOf(person)}`;
}

/** Any person answers any of their own halves, as the app let them: also a request that they sent. */
function callOf(app: OriginalApp, { kind, person, other, day, at }: Act): Call {
  const traveler = person === other ? AMIRA : other;
  const own = app.items.filter(({ username, created }) => username === person && /^[a-z]+_/.test(created));
  const created = own[at % Math.max(own.length, 1)]?.created ?? '';
  if (kind === 0) return app.postTrip(person, tripOf(person, day));
  if (kind <= 4) return app.send(person, traveler, tripOf(traveler, day));
  if (kind <= 6) return app.accept(person, created);
  if (kind <= 8) return app.decline(person, created);
  if (kind === 9) return app.drop(person, created);
  if (kind === 10) return app.deleteTrip(person, tripOf(person, day));
  if (kind === 11) return app.removeAccount(person === GONE_GOOGLE ? GONE_GOOGLE : GONE);
  return kind === 12
    ? app.registerDevice(person)
    : app.postTrip(person, tripOf(person, day), { fromcity: ' Berlin-Germany' });
}

/** Plays the calls one after another; those that run together take turns after each write. */
function play(acts: readonly Act[]): Item[] {
  const app = new OriginalApp();
  for (const person of [AMIRA, JONAS, GOOGLE]) app.play(app.openAccount(person));
  const later: Call[] = [];
  for (const one of acts) {
    const call = callOf(app, one);
    if (!one.isTogether) app.play(call, one.writes);
    else if (call.next().done !== true) later.push(call);
    const [waiting] = later;
    if (waiting?.next().done === true) later.shift();
  }
  for (const call of later) app.play(call);
  return app.items;
}

const plays = fc.array(act, { maxLength: 30 }).map(play);
const aRun = (table: Table, backup: Backup | null = noDisk) => {
  return { name: 'T', table, backup, signal: new AbortController().signal, users: USERS };
};

describe('For anything that people did in the first app', () => {
  it(
    'one run makes both sides agree, brings back nobody, and leaves nothing to repair',
    async () => {
      await fc.assert(
        fc.asyncProperty(plays, async (items) => {
          const { table, stored } = aMemoryTable(items);
          const look = await migrate(aRun(table, null));
          const { report } = await migrate(aRun(table));
          expect([look.report, report].flatMap(whatDoesNotAddUp)).toEqual([]);
          expect(report.items).toMatchObject({ toRepair: 0, changed: 0, left: look.report.items.left });
          expect(report.items.repaired).toBe(look.report.items.toRepair);
          expect((await migrate(aRun(table))).report.items).toMatchObject({ toRepair: 0, changed: 0, repaired: 0 });
          const text = sorted([...stored.values()]).join('\n');
          expect(text).not.toMatch(new RegExp(`${GONE}|[_"](?:999|1034|0012)|fromuser`));
          for (const item of stored.values()) {
            const half = toHalf(item);
            if (!half || item['alone'] === true) continue;
            expect(stored.get(placeOf(halfKey(otherParty(half.party), half.status, half)))).toBeDefined();
            if (half.status === 'ACCEPTED') expect(acceptedBy(items, half.tripid)).toBeGreaterThanOrEqual(2);
          }
        }),
        ROUNDS,
      );
    },
    LONG,
  );

  it(
    'interrupted runs end in the same state as one run',
    async () => {
      await fc.assert(
        fc.asyncProperty(plays, fc.infiniteStream(fc.boolean()), async (items, fates) => {
          const [once, often] = [aMemoryTable(items), aMemoryTable(items)];
          await migrate(aRun(once.table));
          const write: Table['write'] = async (repairs) => {
            const lost = repairs.filter(() => fates.next().value);
            const changed = lost.map((repair) => [repair, 'changed'] as const);
            const written = await often.table.write(repairs.filter((repair) => !lost.includes(repair)));
            return new Map([...written, ...changed]);
          };
          for (let runs = 0; runs < 3; runs += 1) await migrate(aRun({ ...often.table, write }));
          await migrate(aRun(often.table));
          expect(sorted([...often.stored.values()])).toEqual(sorted([...once.stored.values()]));
        }),
        ROUNDS,
      );
    },
    LONG,
  );

  it(
    'undoing restores exactly what was there, and says so before it does',
    async () => {
      await fc.assert(
        fc.asyncProperty(plays, async (items) => {
          const { table, stored } = aMemoryTable(items);
          const { repairs, backup } = aMemoryBackup();
          await migrate(aRun(table, backup));
          const rehearsed = await undo(repairs, aRun(table, null));
          const undone = await undo(repairs, aRun(table));
          expect([rehearsed, undone]).toEqual([undone, { undone: repairs.length, left: 0, complete: true }]);
          expect(sorted([...stored.values()])).toEqual(sorted(items));
        }),
        ROUNDS,
      );
    },
    LONG,
  );
});

/** How many halves the app wrote that accept a request for this trip. */
function acceptedBy(items: readonly Item[], tripid: string): number {
  return items.filter(({ created }) => /^(?:traveler)?accepted_/.test(created) && created.includes(tripid)).length;
}

describe('Undoing without writing', () => {
  const item: Item = { username: AMIRA, created: 'contacts', cname: 'Amira' };
  const repair: Repair = { before: [item], after: [], checks: [] };
  const told = (...stored: Item[]) => rehearse(repair, new Map(stored.map((one) => [placeOf(one), one])));

  it('sees what has changed since the repair', () => {
    expect([told(item), told(), told({ ...item, cname: 'A.' }), told({ ...item, mobile: '+20' })]).toEqual([
      ...[true, false, false, false],
    ]);
  });
});
