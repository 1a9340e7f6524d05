import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Failure } from './failure.ts';

export interface Options {
  readonly table: string;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  /** Whether to write repairs, and not only the report. */
  readonly apply: boolean;
  readonly report: string;
  /** The backup file of a run to undo; undefined: repair contradictions. */
  readonly undo: string | undefined;
  /** The file with the list of the user pool's users. */
  readonly users: string | undefined;
  /** The user pool whose list is to be written; undefined: repair or undo. */
  readonly pool: string | undefined;
}

export const USAGE = `Repairs a table of the first Take It app, so that this API can serve it.

  npm run migrate -- --pool ID --users FILE          write the list of the pool's users
  npm run migrate -- --table NAME [options]

  --table NAME     the table; its keys are username and created
  --apply          repair; without this option the command writes only the report
  --report FILE    the report (migration-<time>.json); the backup is FILE.backup.jsonl
  --undo FILE      undo the repairs of a backup file, with --apply; items that changed since stay
  --users FILE     the list of the table's user pool: rewrites usernames, finishes removals
  --region NAME    the table's region (AWS_REGION)
  --endpoint URL   an endpoint other than AWS's: DynamoDB's, with --pool Cognito's
  --help           show this

  You can stop a run at any time and start it again. docs/migration.md describes the repairs.`;

const KNOWN = {
  table: { type: 'string' },
  region: { type: 'string' },
  endpoint: { type: 'string' },
  report: { type: 'string' },
  undo: { type: 'string' },
  users: { type: 'string' },
  pool: { type: 'string' },
  apply: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The format of a value, as a pattern and in words. */
const FORMS = {
  table: {
    pattern: /^(?:[\w.-]{3,255}|arn:[\w:/.-]+)$/,
    words: 'the name of a table, 3 to 255 letters, digits, dots, hyphens and underscores, or its ARN',
  },
  pool: { pattern: /^[\w-]+_[0-9A-Za-z]+$/, words: 'the id of a user pool such as eu-central-1_AbCdEf123' },
  region: { pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, words: 'a region such as eu-central-1' },
  endpoint: { pattern: /^https?:\/\/[\w.[\]:-]*\w\]?(?::\d{1,5})?\/?$/, words: 'an http or https address' },
} as const;

const HINT = 'see `npm run migrate -- --help`.';

/**
 * Reads the command line.
 * @returns null for --help
 * @throws Failure BadOption for an option that is unknown, incomplete, repeated or missing
 */
export function readOptions(argv: readonly string[], now: Date): Options | null {
  const { values, tokens } = parseArgs({ args: [...argv], options: KNOWN, strict: false, tokens: true });
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') throw bad(`There is no option ${token.value}: ${HINT}`);
    if (token.kind !== 'option') continue;
    const known = Object.entries(KNOWN).find(([name]) => name === token.name)?.[1];
    if (!known) throw bad(`There is no option ${token.rawName}: ${HINT}`);
    // An option in place of a value means that the value is missing.
    const isMissing = !token.value || (token.value.startsWith('--') && !token.inlineValue);
    if (known.type === 'string' && isMissing) throw bad(`${token.rawName} needs a value: ${HINT}`);
    if (known.type === 'string' && given.has(token.name)) throw bad(`${token.rawName} is given twice: ${HINT}`);
    given.add(token.name);
    if (known.type === 'boolean' && token.value !== undefined) throw bad(`${token.rawName} takes no value: ${HINT}`);
  }
  if (values.help === true) return null;
  // Every option has been checked for its type.
  const { table, region, endpoint, report, undo, users, pool } = values as Partial<Record<string, string>>;
  if (pool !== undefined) refuseOthers(given);
  else if (table === undefined) throw bad(`--table is missing: ${HINT}`);
  else if (undo !== undefined && users !== undefined) throw bad(`--undo takes no --users: ${HINT}`);
  for (const [name, { pattern, words }] of Object.entries(FORMS)) {
    const value = { table, region, endpoint, pool }[name];
    if (value !== undefined && !pattern.test(value)) throw bad(`--${name} must be ${words}.`);
  }
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  const file = report ?? `migration-${time}.json`;
  const read = Object.entries({ undo, users }).find(
    ([, path]) => path !== undefined && resolve(path) === resolve(file),
  );
  if (read && pool === undefined) throw bad(`--report would replace the file of --${read[0]}: name another file.`);
  return { table: table ?? '', region, endpoint, report: file, undo, users, pool, apply: values.apply === true };
}

/** With --pool the command only writes the list of users. */
function refuseOthers(given: ReadonlySet<string>): void {
  const other = [...given].find((name) => !['pool', 'users', 'region', 'endpoint'].includes(name));
  if (other !== undefined) throw bad(`--pool takes no --${other}: ${HINT}`);
  if (!given.has('users')) throw bad(`--users is missing, the file to write: ${HINT}`);
}

function bad(message: string): Failure {
  return new Failure('BadOption', message);
}
