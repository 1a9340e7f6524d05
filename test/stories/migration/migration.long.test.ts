import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { requestId } from '../../../domain/keys.ts';
import { createFaults } from '../../../local/faults/faults.ts';
import type { Host } from '../../../local/host/types.ts';
import { Backup } from '../../../migration/backup.ts';
import { migrate } from '../../../migration/run.ts';
import { openTable } from '../../../migration/table.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import { startSharingHost } from '../../support/host/sharedEngine.ts';
import { created, largeRequests, manyRecords } from '../../support/migration/largeTable.ts';
import {
  backupOf,
  differences,
  migrateTable,
  readReport,
  stopMigration,
  whatDoesNotAddUp,
  type Whereabouts,
} from '../../support/migration/migration.ts';
import {
  anOriginalHalf,
  anOriginalTrip,
  plant,
  type Planted,
  STORIES,
  together,
} from '../../support/migration/originalStore.ts';
import { storeAll } from '../../support/removal/bigAccount.ts';
import { shared } from '../../support/shared/shared.ts';
import { aPerson, type Person } from '../../support/stories/people.ts';
import { aPhone, type Phone } from '../../support/stories/phone.ts';
import { type StoredItems, tableOf } from '../../support/stories/storedItems.ts';
import { type TakeIt, whereabouts } from '../../support/stories/takeIt.ts';
import { tablesOnly } from '../../support/tablesOnly.ts';
import { aCity } from '../../support/trips.ts';

/** Two cores may have much else to do. */
const LONG = 400_000;
const RECORDS = 10_000;
/** A city to which only Amira travels. */
const CAIRO = aCity('Cairo', 'Egypt');

/** Accepted only on the traveler's side: pending after the repair. */
const MENDED = STORIES.findIndex(
  ({ traveler, requester }) => `${traveler.join()} ${requester.join()}` === 'ACCEPTED PENDING',
);

/** The first update that a phone gets; keep-alive messages are skipped. */
async function firstUpdate(phone: Phone): Promise<unknown> {
  for (;;) {
    const { type, payload } = await phone.next();
    if (type !== 'ka') return (payload as { data?: { onRequestUpdate?: unknown } } | undefined)?.data?.onRequestUpdate;
  }
}

describe(`A table of the first app, ${RECORDS} records`, () => {
  const faults = createFaults();
  const folder = temporaryDirectory();
  let host: Host;
  let takeIt: TakeIt;
  let table: StoredItems;
  let copy: FunctionTable;
  let copied: Whereabouts;
  let amira: Person;
  let jonas: Person;
  let phones: Phone[];
  let planted: Planted;
  const pairOf = (at: number) => ({ tripid: created(at), traveler: amira.id, requester: jonas.id });
  const sample = STORIES.map((story, at) => ({ story, at }));

  beforeAll(async () => {
    host = await startSharingHost({ assembly: await shared('assembly'), faults });
    takeIt = whereabouts(host);
    table = tableOf(takeIt);
    [amira, jonas] = await Promise.all([aPerson('Amira', takeIt), aPerson('Jonas', takeIt)]);
    planted = together([
      ...sample.map(({ story, at }) => plant(story, pairOf(at), { tocity: CAIRO, fromto: `Berlin-Germany_${CAIRO}` })),
      ...manyRecords(RECORDS, sample.length),
      ...largeRequests(),
    ]);
    copy = await aFunctionTable();
    copied = { ...(await tablesOnly()), tableName: copy.name };
    await Promise.all([
      storeAll(DynamoDBDocumentClient.from(host.dynamodb), takeIt.tableName, planted.items),
      copy.storeAll(planted.items),
    ]);
    phones = await Promise.all([amira, jonas].map((person) => aPhone(person)));
  }, LONG);
  afterAll(async () => {
    await Promise.all(phones.map((phone) => phone.goesOff()));
    await copy.drop();
    await host.close();
  });

  it(
    'is examined: every contradiction is counted, and nothing changes',
    async () => {
      const file = join(folder, 'look.json');
      expect(await migrateTable(copied, file)).toMatchObject({ code: 0, errors: '' });
      const report = readReport(file);
      expect(whatDoesNotAddUp(report)).toEqual([]);
      expect(report).toMatchObject({ mode: 'look', complete: true, read: { items: planted.items.length } });
      expect(report.items).toEqual({ ...planted.outcomes, repaired: 0, changed: 0 });
      const found = Object.entries(report.contradictions).filter(([, each]) => each.found > 0);
      expect(Object.fromEntries(found.map(([name, each]) => [name, each.found]))).toEqual(planted.found);
      expect(found.every(([, each]) => each.toRepair === each.found)).toBe(true);
      expect(differences(await copy.everything(), planted.items)).toEqual([]);
      expect(existsSync(backupOf(file))).toBe(false);
    },
    LONG,
  );

  it(
    'is repaired by several runs, one of them killed and one stopped',
    async () => {
      const file = join(folder, 'applied.json');
      const killed = await stopMigration(takeIt, file, 'SIGKILL');
      expect(killed.code).toBeNull();
      expect(existsSync(file)).toBe(false);
      expect(differences(await table.everything(), planted.items)).not.toEqual([]);

      expect(await stopMigration(takeIt, file, 'SIGINT')).toMatchObject({ code: 130 });
      const stopped = readReport(file);
      expect(whatDoesNotAddUp(stopped)).toEqual([]);
      expect(stopped.complete).toBe(false);
      expect(stopped.items.repaired).toBeGreaterThan(0);
      expect(stopped.items.toRepair).toBeGreaterThan(0);

      expect(await migrateTable(takeIt, file, '--apply')).toMatchObject({ code: 0, errors: '' });
      const finished = readReport(file);
      expect(whatDoesNotAddUp(finished)).toEqual([]);
      expect(finished).toMatchObject({ complete: true, items: { toRepair: 0, changed: 0 } });
      const { added, removed } = finished.written;
      const items = await table.everything();
      expect(items).toHaveLength(finished.read.items + added - removed);
      expect(differences(items, planted.expected)).toEqual([]);
    },
    LONG,
  );

  it(
    'needs no further repair',
    async () => {
      const file = join(folder, 'again.json');
      const before = await table.everything();
      expect(await migrateTable(takeIt, file, '--apply')).toMatchObject({ code: 0 });
      const report = readReport(file);
      expect(whatDoesNotAddUp(report)).toEqual([]);
      expect(report.items).toMatchObject({ repaired: 0, toRepair: 0, changed: 0 });
      expect(report.written).toEqual({ added: 0, replaced: 0, removed: 0 });
      expect(differences(await table.everything(), before)).toEqual([]);
      expect(readFileSync(backupOf(file), 'utf8')).toBe('');
    },
    LONG,
  );

  it(
    'equals a copy that one run repaired',
    async () => {
      const file = join(folder, 'copy.json');
      expect(await migrateTable(copied, file, '--apply')).toMatchObject({ code: 0 });
      const report = readReport(file);
      expect(whatDoesNotAddUp(report)).toEqual([]);
      expect(report.items).toEqual({
        ...planted.outcomes,
        repaired: planted.outcomes.toRepair,
        toRepair: 0,
        changed: 0,
      });
      expect(differences(await copy.everything(), await table.everything())).toEqual([]);
    },
    LONG,
  );

  it('invoked no reader: the first update is what Jonas does next', async () => {
    const isInvocation = ({ invocation }: { readonly invocation?: string }) => invocation !== undefined;
    expect(faults.calls().filter(isInvocation)).toEqual([]);
    const id = requestId(pairOf(MENDED));
    const withdrawn = await jonas.cancels(id);
    expect(withdrawn).toMatchObject({ status: 'CANCELLED', revision: 2 });
    const updates = await Promise.all(phones.map(firstUpdate));
    for (const update of updates) expect(update).toMatchObject({ requestId: id, revision: 2, status: 'CANCELLED' });
    const invocations = faults.calls().filter(isInvocation);
    expect(JSON.stringify(invocations)).toContain(amira.id);
    for (const { invocation } of invocations) expect(invocation).toMatch(/ChangePublisher/);
  });

  it('is served: both people see one status, and searches find the trips', async () => {
    await amira.savesContacts({ name: 'Amira', mobile: '+201001234567' });
    for (const { story, at } of sample.filter((each) => each.at !== MENDED)) {
      const id = requestId(pairOf(at));
      const [she, he] = await Promise.all([amira.sees(id), jonas.sees(id)]);
      expect([at, she?.status, he?.status]).toEqual([at, story.becomes, story.becomes]);
      expect(he?.contacts?.mobile ?? null).toBe(story.becomes === 'ACCEPTED' ? '+201001234567' : null);
    }
    const there = sample.filter(({ story }) => story.trip === 'there');
    const pages = await jonas.searchesOn({ from: 'Berlin-Germany', to: CAIRO, limit: 50 });
    expect(
      pages
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(there.map(({ at }) => `${created(at)}_${amira.id}`).sort());
    expect(pages.flat()[0]?.allowed).toContainEqual({ category: 'CLOTHES', cost: 3, kg: 10, freeKg: 10 });
  });

  it(
    'keeps changes during a run, reports them, and the next run repairs the rest',
    async () => {
      const pair = pairOf(900_000);
      const id = requestId(pair);
      await table.storeAll([
        anOriginalTrip({ username: amira.id, created: pair.tripid }),
        anOriginalHalf('traveler', 'PENDING', pair),
        anOriginalHalf('requester', 'ACCEPTED', pair),
      ]);
      process.env['AWS_ACCESS_KEY_ID'] = takeIt.credentials.accessKeyId;
      process.env['AWS_SECRET_ACCESS_KEY'] = takeIt.credentials.secretAccessKey;
      const { tableName: name, region, dynamodbEndpoint: endpoint } = takeIt;
      const opened = await openTable({ table: name, region, endpoint });
      const backup = await Backup.open(join(folder, 'meanwhile.backup.jsonl'), name);
      const run = { name, backup, signal: new AbortController().signal };
      const readAll: typeof opened.readAll = async (take) => {
        await opened.readAll(take, run.signal);
        await amira.declines(id);
      };
      const { report } = await migrate({ ...run, table: { ...opened, readAll } });
      expect(whatDoesNotAddUp(report)).toEqual([]);
      // Both halves, and the trip, whose free kilograms depend on them. Others get the names that people have by now.
      expect(report.items).toMatchObject({ changed: 3 });
      expect(report.contradictions.sidesDiffer).toEqual({ found: 1, repaired: 0, toRepair: 0, changed: 1 });
      expect((await amira.sees(id))?.status).toBe('DECLINED');
      const next = await migrate({ ...run, table: opened });
      // Jonas's half of the first app, and the trip.
      expect(next.report.items).toMatchObject({ changed: 0 });
      expect(await Promise.all([amira.sees(id), jonas.sees(id)])).toMatchObject([
        { status: 'DECLINED' },
        { status: 'DECLINED' },
      ]);
      const last = await migrate({ ...run, table: opened });
      expect(last.report.items).toMatchObject({ changed: 0, repaired: 0, toRepair: 0 });
      await backup.close();
      opened.close();
    },
    LONG,
  );
});
