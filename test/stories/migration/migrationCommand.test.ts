import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { temporaryDirectory } from '../../support/assemblies.ts';
import { aFunctionTable, type FunctionTable } from '../../support/functions/functionTable.ts';
import {
  backupOf,
  differences,
  migrateCommand,
  migrateTable,
  readReport,
  startCommand,
  startMigration,
  whatDoesNotAddUp,
  type Whereabouts,
} from '../../support/migration/migration.ts';
import { ODDITIES } from '../../support/migration/originalOddities.ts';
import { plant, STORIES, together } from '../../support/migration/originalStore.ts';
import { tablesOnly } from '../../support/tablesOnly.ts';

const folder = temporaryDirectory();

/** Each story and oddity once. */
function everyKind() {
  const pair = () => ({ tripid: '2024-10-04-19-34-18-736061', traveler: randomUUID(), requester: randomUUID() });
  return together([
    ...STORIES.map((story) => plant(story, pair())),
    ...Object.values(ODDITIES).map((way) => way(pair())),
  ]);
}

describe('npm run migrate', () => {
  const table = ['--table', 'TakeIt', '--region', 'eu-central-1'];

  it('prints one sentence after a code for an error', async () => {
    const ended = await migrateCommand([...table, '--aply']);
    const errors = 'BadOption: There is no option --aply: see `npm run migrate -- --help`.\n';
    expect(ended).toEqual({ code: 2, printed: '', errors });
    const missing = await migrateCommand([...table, '--undo', 'nowhere.jsonl']);
    expect(missing).toMatchObject({ code: 6, errors: expect.stringMatching(/^BadFile: .*nowhere.*\.\n$/) as string });
  });

  it('describes its options with --help', async () => {
    const { code, printed } = await startCommand(['--help']).ended;
    expect(code).toBe(0);
    for (const option of ['--table', '--apply', '--report', '--undo', '--region', '--endpoint']) {
      expect(printed).toContain(option);
    }
  });

  it('reports a missing region and missing credentials', async () => {
    // The process must not find the developer's own credentials.
    const nobody = { HOME: folder, AWS_EC2_METADATA_DISABLED: 'true' };
    expect(await migrateCommand(['--table', 'TakeIt'], nobody)).toMatchObject({
      code: 3,
      errors: expect.stringMatching(/^NoRegion: .*\.\n$/) as string,
    });
    expect(await migrateCommand(table, nobody)).toMatchObject({
      code: 3,
      errors: expect.stringMatching(/^NoCredentials: .*\.\n$/) as string,
    });
  });

  it('reports an endpoint that does not answer', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const ended = await migrateCommand([...table, '--endpoint', `http://127.0.0.1:${port}`]);
    expect(ended).toMatchObject({ code: 5, errors: expect.stringMatching(/^NotReached: .*\.\n$/) as string });
  });

  it('reports a missing table', async () => {
    const place = { ...(await tablesOnly()), tableName: 'TakeIt-of-nobody' };
    const ended = await migrateTable(place, join(folder, 'none.json'));
    expect(ended).toMatchObject({ code: 4, errors: expect.stringMatching(/^NoTable: .*\.\n$/) as string });
  });
});

describe('A table with every kind of record', () => {
  let table: FunctionTable;
  let place: Whereabouts;
  const planted = everyKind();
  beforeAll(async () => {
    table = await aFunctionTable();
    place = { ...(await tablesOnly()), tableName: table.name };
    await table.storeAll(planted.items);
  });
  afterAll(() => table.drop());

  it('is repaired and restored, except for records that changed since', async () => {
    const [file, back] = [join(folder, 'applied.json'), join(folder, 'back.json')];
    // What a killed run may leave of a line.
    writeFileSync(backupOf(file), '{"before":[{"us');
    expect(await migrateTable(place, file, '--apply')).toMatchObject({ code: 0, errors: '' });
    expect(differences(await table.everything(), planted.expected)).toEqual([]);
    expect(readFileSync(backupOf(file), 'utf8')).not.toContain('{"before":[{"us"');

    const trip = planted.expected.find((item) => item['closing'] !== undefined && item['version'] === 1);
    const later = { ...trip, version: 2 };
    await table.store(later);
    expect(await migrateTable(place, back, '--undo', backupOf(file))).toMatchObject({ code: 0 });
    expect(
      differences(
        await table.everything(),
        planted.expected.map((item) => (item === trip ? later : item)),
      ),
    ).toEqual([]);
    appendFileSync(backupOf(file), '{"before":[{"us');
    expect(await migrateTable(place, back, '--undo', backupOf(file), '--apply')).toMatchObject({ code: 0 });
    const isLater = ({ username, created }: Record<string, unknown>) =>
      username === trip?.['username'] && created === trip?.['created'];
    expect(
      differences(
        await table.everything(),
        planted.items.map((item) => (isLater(item) ? later : item)),
      ),
    ).toEqual([]);
    expect(JSON.parse(readFileSync(back, 'utf8'))).toMatchObject({ mode: 'undo', left: 1, complete: true });
  });

  it('is repaired by two runs at the same time as by one', async () => {
    const twice = await aFunctionTable();
    await twice.storeAll(planted.items);
    const files = ['one.json', 'other.json'].map((name) => join(folder, name));
    const where = { ...place, tableName: twice.name };
    for (const { ended } of files.map((file) => startMigration(where, file, '--apply'))) {
      expect(await ended).toMatchObject({ code: 0, errors: '' });
    }
    expect(files.map(readReport).flatMap(whatDoesNotAddUp)).toEqual([]);
    // A run whose repair failed leaves the repairs that depend on it to the next run.
    expect(await migrateTable(where, join(folder, 'next.json'), '--apply')).toMatchObject({ code: 0 });
    expect(differences(await twice.everything(), planted.expected)).toEqual([]);
    await twice.drop();
  });

  it('is reported even if nobody reads the output, and the lock is released', async () => {
    const closed = await aFunctionTable();
    const file = join(folder, 'closed.json');
    const { child, ended } = startMigration({ ...place, tableName: closed.name }, file, '--apply');
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, errors: '' });
    expect(readReport(file)).toMatchObject({ mode: 'apply', complete: true });
    expect(existsSync(`${backupOf(file)}.lock`)).toBe(false);
    await closed.drop();
  });

  it('is reported by counts and keys, without contacts and notes', async () => {
    const file = join(folder, 'quiet.json');
    const { printed, errors } = await migrateTable(place, file);
    const said = [printed, errors, readFileSync(file, 'utf8')].join('\n');
    expect(said).not.toMatch(/201001234567|Amira|dark|Berlin/);
    expect(readReport(file).left.userName).toHaveLength(3);
    expect(readReport(file).left.unknown).toHaveLength(2);
    expect(readReport(file).left.unreadable).toHaveLength(3);
  });
});
