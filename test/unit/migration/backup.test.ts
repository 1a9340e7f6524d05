import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { Backup, readBackup } from '../../../migration/backup.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';

const folder = temporaryDirectory();
const item = (created: string, more: object = {}) => ({ username: 'amira', created, ...more });
const repair = (created: string, more: object = {}) => ({
  before: [item(created)],
  after: [item(created, more)],
  checks: [],
});
const badFile = (sentence: string): Error => {
  const message = expect.stringMatching(`^[^\n]*${sentence}[^\n]*[.]$`) as string;
  return expect.objectContaining({ code: 'BadFile', message }) as Error;
};

async function kept(name: string, ...repairs: ReturnType<typeof repair>[]): Promise<string> {
  const file = join(folder, name);
  const backup = await Backup.open(file, 'TakeIt');
  await Promise.all(repairs.map((one) => backup.keep(one)));
  await backup.close();
  return file;
}

describe('A backup', () => {
  it('is read back from its end, whatever its lines hold, and without what a killed run has left of one', async () => {
    const file = await kept(
      'whole',
      repair('a', { note: 'one\ntwo\u2028three' }),
      repair('b', { note: 'x'.repeat(3 << 20) }),
    );
    const lines = readFileSync(file, 'utf8');
    appendFileSync(file, '{"table":"TakeIt","before":[{"us');
    const read = await readBackup(file, 'TakeIt');
    expect(read).toMatchObject([{ after: [item('b')] }, { before: [item('a', { note: 'one\ntwo\u2028three' })] }]);
    await kept('whole');
    expect(readFileSync(file, 'utf8')).toBe(lines);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('is of one table: another is neither backed up in it nor repaired from it', async () => {
    const file = await kept('one', repair('a'));
    const other = badFile(`is of the table TakeIt, not of Takeout`);
    await expect(readBackup(file, 'Takeout')).rejects.toThrow(other);
    await expect(Backup.open(file, 'Takeout')).rejects.toThrow(other);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each([
    ['no JSON', 'hello'],
    ['something else', '{"hello":"world"}'],
    ['null', 'null'],
    ['an item without a key', '{"table":"TakeIt","before":[{}],"after":[]}'],
    ['attributes of no type', '{"table":"TakeIt","before":[{"username":"amira"}],"after":[]}'],
    ['a report', '{\n  "table": "TakeIt",\n  "mode": "look"\n}'],
  ])('that is none is refused, and stays as it is: %s', async (name, text) => {
    const file = join(folder, name);
    writeFileSync(file, `${text}\n`);
    await expect(readBackup(file, 'TakeIt')).rejects.toThrow(badFile('is no line of a backup'));
    await expect(Backup.open(file, 'TakeIt')).rejects.toThrow(badFile('is no line of a backup'));
    expect(readFileSync(file, 'utf8')).toBe(`${text}\n`);
  });

  it('is written by one run at a time, and by another once the first has ended or was killed', async () => {
    const file = join(folder, 'alone');
    const first = await Backup.open(file, 'TakeIt');
    await expect(Backup.open(file, 'TakeIt')).rejects.toThrow(badFile(`Process ${process.pid} is writing`));
    await first.close();
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(`${file}.lock`, String(pid));
    await (await Backup.open(file, 'TakeIt')).close();
  });

  it('that the disk has no more room for says so, before anything else is done', async () => {
    const file = join(folder, 'full');
    symlinkSync('/dev/full', file);
    const backup = await Backup.open(file, 'TakeIt').catch((error: unknown) => error);
    if (!(backup instanceof Backup)) throw backup;
    await expect(backup.keep(repair('a'))).rejects.toThrow(badFile('make room on the disk'));
    // What comes after it isn't written either: it would stand behind half a line.
    await expect(backup.keep(repair('b'))).rejects.toThrow(badFile('make room on the disk'));
    await backup.close();
  });

  it('wants a folder that is there', async () => {
    await expect(Backup.open(join(folder, 'no', 'where'), 'TakeIt')).rejects.toThrow(
      badFile('name a folder that is there'),
    );
    await expect(readBackup(folder, 'TakeIt')).rejects.toThrow(badFile("can't be read"));
  });
});
