import { parseArgs } from 'node:util';

import { Failure } from './failure.ts';

export interface Options {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  /** Whether anything is written. */
  readonly apply: boolean;
  readonly report: string;
  /** The backup file of a run that is to be taken back; undefined: contradictions are to be repaired. */
  readonly undo: string | undefined;
}

export const USAGE = `Repairs a table of the first Take It app, so that this API can serve it.

  npm run migrate -- --table NAME [options]

  --table NAME     the table; its keys are username and created
  --apply          repair: without it nothing is written but the report
  --report FILE    the report (migration-<time>.json); the backup is written beside it, as FILE.backup.jsonl
  --undo FILE      take back the repairs of a backup file, with --apply; what has changed since is left
  --region NAME    the table's region (AWS_REGION)
  --endpoint URL   another DynamoDB than AWS's
  --help           show this

  A run can be stopped at any time and started again. docs/migration.md says what is repaired, and how.`;

const KNOWN = {
  table: { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  report: { type: 'string' },
  undo: { type: 'string' },
  apply: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What a value looks like, in a pattern and in words. */
const FORMS = {
  table: {
    pattern: /^(?:[\w.-]{3,255}|arn:[\w:/.-]+)$/,
    words: 'the name of a table, 3 to 255 letters, digits, dots, hyphens and underscores, or its ARN',
  },
  region: { pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, words: 'a region such as eu-central-1' },
  endpoint: { pattern: /^https?:\/\/[\w.[\]:-]*\w\]?(?::\d{1,5})?\/?$/, words: 'an http or https address' },
} as const;

const HINT = 'see `npm run migrate -- --help`.';

/**
 * Reads the command line.
 * @returns null when help is asked for
 * @throws Failure BadOption for an option that is unknown, lacks its value, or is missing
 */
export function readOptions(argv: readonly string[], now: Date): Options | null {
  const { values, tokens } = parseArgs({ args: [...argv], options: KNOWN, strict: false, tokens: true });
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') throw bad(`There is no option ${token.value}: ${HINT}`);
    if (token.kind !== 'option') continue;
    const known = Object.entries(KNOWN).find(([name]) => name === token.name)?.[1];
    if (!known) throw bad(`There is no option ${token.rawName}: ${HINT}`);
    // An option in the place of a value is a value forgotten.
    const isMissing = !token.value || (token.value.startsWith('--') && !token.inlineValue);
    if (known.type === 'string' && isMissing) throw bad(`${token.rawName} wants a value: ${HINT}`);
    if (known.type === 'string' && given.has(token.name)) throw bad(`${token.rawName} is given twice: ${HINT}`);
    given.add(token.name);
    if (known.type === 'boolean' && token.value !== undefined) throw bad(`${token.rawName} takes no value: ${HINT}`);
  }
  if (values.help === true) return null;
  // Every option has been checked to be of its type.
  const { table, region, endpoint, report, undo } = values as Partial<Record<string, string>>;
  if (table === undefined) throw bad(`--table is missing: ${HINT}`);
  for (const [name, { pattern, words }] of Object.entries(FORMS)) {
    const value = { table, region, endpoint }[name];
    if (value !== undefined && !pattern.test(value)) throw bad(`--${name} wants ${words}.`);
  }
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const file = report ?? `migration-${time}.json`;
  return { table, region, endpoint, report: file, undo, apply: values.apply === true };
}

function bad(message: string): Failure {
  return new Failure('BadOption', message);
}
