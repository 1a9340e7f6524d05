import { describe, expect, it } from 'vitest';

import { readOptions } from '../../../migration/options.ts';

const NOW = new Date('2026-10-05T06:07:08.901Z');
const table = ['--table', 'TakeIt'];

describe('The options of the migration', () => {
  it('are the table and the given options', () => {
    expect(readOptions(table, NOW)).toEqual({
      table: 'TakeIt',
      region: undefined,
      endpoint: undefined,
      apply: false,
      report: 'migration-2026-10-05T06-07-08-901Z.json',
      undo: undefined,
      users: undefined,
      pool: undefined,
    });
    const all = [
      ...table,
      '--region=eu-central-1',
      '--endpoint',
      'http://127.0.0.1:1',
      '--report',
      'a.json',
      '--apply',
    ];
    expect(readOptions([...all, '--undo', 'b.jsonl'], NOW)).toEqual({
      table: 'TakeIt',
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:1',
      apply: true,
      report: 'a.json',
      undo: 'b.jsonl',
      users: undefined,
      pool: undefined,
    });
    expect(readOptions([...table, '--users', 'u.json'], NOW)).toMatchObject({ users: 'u.json', pool: undefined });
    const listing = ['--pool', 'eu-central-1_AbC123', '--users', 'u.json', '--region', 'eu-central-1'];
    expect(readOptions(listing, NOW)).toMatchObject({ pool: 'eu-central-1_AbC123', users: 'u.json' });
  });

  it.each([[['--help']], [['-h', ...table]]])('are null for --help: %s', (args) => {
    expect(readOptions(args, NOW)).toBeNull();
  });

  it.each([
    ['an unknown option', [...table, '--aply'], 'There is no option --aply'],
    ['an extra word', [...table, 'now'], 'There is no option now'],
    ['no table', ['--apply'], '--table is missing'],
    ['a table without a name', ['--table'], '--table needs a value'],
    ['an empty name', ['--table='], '--table needs a value'],
    ['an option in place of a value', ['--table', '--apply'], '--table needs a value'],
    ['a value for a flag', [...table, '--apply=yes'], '--apply takes no value'],
    ['a repeated option', [...table, '--table=Other'], '--table is given twice'],
    ['an invalid table name', ['--table', 'Take It'], '--table must be the name of a table'],
    ['an invalid region', [...table, '--region', 'eu central'], '--region must be a region'],
    ['an invalid pool', ['--pool', 'pool', '--users', 'u.json'], '--pool must be the id of a user pool'],
    ['a pool and a table', [...table, '--pool', 'a_1', '--users', 'u.json'], '--pool takes no --table'],
    ['a pool without a file', ['--pool', 'a_1'], '--users is missing'],
    ['a list of users for an undo', [...table, '--undo', 'b', '--users', 'u'], '--undo takes no --users'],
    [
      'a report over a backup',
      [...table, '--undo', 'b', '--report', './b'],
      '--report would replace the file of --undo',
    ],
    ['a report over a list', [...table, '--users', 'u', '--report', 'u'], '--report would replace the file of --users'],
    ['an incomplete address', [...table, '--endpoint', 'http://'], '--endpoint must be an http or https address'],
    ['an invalid address', [...table, '--endpoint', 'here'], '--endpoint must be an http or https address'],
  ])('are rejected in one sentence with %s', (_, args, sentence) => {
    expect(() => readOptions(args, NOW)).toThrow(
      expect.objectContaining({ code: 'BadOption', message: expect.stringMatching(`^${sentence}.*[.]$`) as string }),
    );
  });
});
