import { describe, expect, it } from 'vitest';

import { readOptions } from '../../../migration/options.ts';

const NOW = new Date('2026-10-05T06:07:08.901Z');
const table = ['--table', 'TakeIt'];

describe('The options of the migration', () => {
  it('are the table and, of the rest, what is given', () => {
    expect(readOptions(table, NOW)).toEqual({
      table: 'TakeIt',
      region: undefined,
      endpoint: undefined,
      apply: false,
      report: 'migration-2026-10-05T06-07-08-901Z.json',
      undo: undefined,
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
    });
  });

  it.each([[['--help']], [['-h', ...table]]])('are none where help is asked for: %s', (args) => {
    expect(readOptions(args, NOW)).toBeNull();
  });

  it.each([
    ['an option that there is not', [...table, '--aply'], 'There is no option --aply'],
    ['a word too many', [...table, 'now'], 'There is no option now'],
    ['no table', ['--apply'], '--table is missing'],
    ['a table without a name', ['--table'], '--table wants a value'],
    ['an empty name', ['--table='], '--table wants a value'],
    ['an option for a value', ['--table', '--apply'], '--table wants a value'],
    ['a value too many', [...table, '--apply=yes'], '--apply takes no value'],
    ['a table given twice', [...table, '--table=Other'], '--table is given twice'],
    ['a table that can have no such name', ['--table', 'Take It'], '--table wants the name of a table'],
    ['a region that is none', [...table, '--region', 'eu central'], '--region wants a region'],
    ['half an address', [...table, '--endpoint', 'http://'], '--endpoint wants an http or https address'],
    ['an address that is none', [...table, '--endpoint', 'here'], '--endpoint wants an http or https address'],
  ])('are refused in one sentence with %s', (_, args, sentence) => {
    expect(() => readOptions(args, NOW)).toThrow(
      expect.objectContaining({ code: 'BadOption', message: expect.stringMatching(`^${sentence}.*[.]$`) as string }),
    );
  });
});
