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
  it('is read from its end, with any text in its lines, without an unfinished line', async () => {
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

  it('belongs to one table: another table can neither write nor read it', async () => {
    const file = await kept('one', repair('a'));
    const other = badFile(`belongs to the table TakeIt, not to Takeout`);
    await expect(readBackup(file, 'Takeout')).rejects.toThrow(other);
    await expect(Backup.open(file, 'Takeout')).rejects.toThrow(other);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each([
    ['text that is not JSON', 'hello'],
    ['other JSON', '{"hello":"world"}'],
    ['null', 'null'],
    ['an item without a key', '{"table":"TakeIt","before":[{}],"after":[]}'],
    ['attributes of no type', '{"table":"TakeIt","before":[{"username":"amira"}],"after":[]}'],
    ['a report', '{\n  "table": "TakeIt",\n  "mode": "look"\n}'],
  ])('is rejected and unchanged if it is not a backup: %s', async (name, text) => {
    const file = join(folder, name);
    writeFileSync(file, `${text}\nmore`);
    await expect(readBackup(file, 'TakeIt')).rejects.toThrow(badFile('is not a line of a backup'));
    await expect(Backup.open(file, 'TakeIt')).rejects.toThrow(badFile('is not a line of a backup'));
    expect(readFileSync(file, 'utf8')).toBe(`${text}\nmore`);
  });

  it('is written by one run at a time, and by the next after the first has ended', async () => {
    const file = join(folder, 'exclusive');
    const first = await Backup.open(file, 'TakeIt');
    await expect(Backup.open(file, 'TakeIt')).rejects.toThrow(badFile(`Process ${process.pid} is writing`));
    await first.close();
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const killed of [pid, process.pid]) {
      writeFileSync(`${file}.lock`, String(killed));
      await (await Backup.open(file, 'TakeIt')).close();
    }
  });

  it('reports a full disk before the repair is written', async () => {
    const file = join(folder, 'full');
    symlinkSync('/dev/full', file);
    const backup = await Backup.open(file, 'TakeIt').catch((error: unknown) => error);
    if (!(backup instanceof Backup)) throw backup;
    await expect(backup.keep(repair('a'))).rejects.toThrow(badFile('free disk space'));
    // Later repairs are not written either: they would follow an incomplete line.
    await expect(backup.keep(repair('b'))).rejects.toThrow(badFile('free disk space'));
    await backup.close();
  });

  it('needs an existing folder', async () => {
    await expect(Backup.open(join(folder, 'no', 'where'), 'TakeIt')).rejects.toThrow(
      badFile('name an existing folder'),
    );
    await expect(readBackup(folder, 'TakeIt')).rejects.toThrow(badFile('cannot be read'));
  });
});
