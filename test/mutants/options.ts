import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';

export const USAGE = `Makes mistakes in a copy of the tree, one at a time, and runs the tests that cover each.

  npm run mutants -- [options] [filter...]

  filter           only mistakes whose file, area or description contains one of these texts: domain, searchRules
  --changed REF    only mistakes in files, or covered by tests, that differ from a commit
  --at-once N      how many mistakes are tried at the same time (1)
  --seconds N      try no further mistake after so many seconds
  --list           print the mistakes and run nothing
  --help           show this

  The command ends with 1 when fewer than 95 % of the mistakes are noticed.`;

export interface Options {
  readonly filters: readonly string[];
  /** Null: all files. */
  readonly changed: ReadonlySet<string> | null;
  readonly atOnce: number;
  /** Infinity: no limit. */
  readonly seconds: number;
  readonly list: boolean;
}

/**
 * Reads the command line.
 * @returns null for --help
 * @throws Error for an unknown option, or a number that is none
 */
export function readOptions(argv: readonly string[], root: string): Options | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      changed: { type: 'string' },
      'at-once': { type: 'string', default: '1' },
      seconds: { type: 'string', default: 'Infinity' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const atOnce = Number(values['at-once']);
  if (!Number.isInteger(atOnce) || atOnce < 1) throw new Error('--at-once takes a whole number from 1.');
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error('--seconds takes a number above 0.');
  const changed = values.changed === undefined ? null : filesSince(values.changed, root);
  return { filters: positionals, changed, atOnce, seconds, list: values.list };
}

function filesSince(ref: string, root: string): Set<string> {
  const names = execFileSync('git', ['diff', '--name-only', ref], { cwd: root, encoding: 'utf8' });
  return new Set(names.split('\n').filter(Boolean));
}
