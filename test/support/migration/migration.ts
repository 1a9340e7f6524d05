import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';

import type { Credentials } from '../../../local/iam/principals.ts';
import type { Report } from '../../../migration/report.ts';
import { command } from '../commands.ts';
import { runHere } from '../commandsHere.ts';
import type { Item } from '../stories/storedItems.ts';
import { holdWrites } from './heldWrites.ts';

const MAIN = 'migration/main.ts';

/** The table of a migration. */
export interface Whereabouts {
  readonly tableName: string;
  readonly dynamodbEndpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
}

export interface Ended {
  /** Null if it was killed. */
  readonly code: number | null;
  readonly printed: string;
  readonly errors: string;
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Starts `npm run migrate`, which ends with the test at the latest. */
export function startCommand(args: readonly string[], environment: Readonly<Record<string, string>> = CREDENTIALS) {
  const { process: child, ended, printed, complained } = command(MAIN, args, environment);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { child, ended: ended.then((code): Ended => ({ code, printed: printed(), errors: complained() })) };
}

/** Runs `npm run migrate` to its end, in this process. */
export async function migrateCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = CREDENTIALS,
): Promise<Ended> {
  const { status, printed, complained } = await runHere(MAIN, args, environment);
  return { code: status, printed, errors: complained };
}

/** Starts a migration of a table in a process of its own. */
export function startMigration(place: Whereabouts, report: string, ...args: readonly string[]) {
  return startCommand(...optionsOf(place, report, args));
}

/** Migrates a table, in this process. */
export function migrateTable(place: Whereabouts, report: string, ...args: readonly string[]): Promise<Ended> {
  return migrateCommand(...optionsOf(place, report, args));
}

function optionsOf(
  { tableName, dynamodbEndpoint, region, credentials }: Whereabouts,
  report: string,
  args: readonly string[],
): Parameters<typeof startCommand> {
  const place = ['--table', tableName, '--endpoint', dynamodbEndpoint, '--region', region];
  const { accessKeyId, secretAccessKey } = credentials;
  const key = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return [[...place, '--report', report, ...args], key];
}

/** How many transactions a migration writes before it is stopped. */
const WRITTEN = 3;

/**
 * Migrates a table, and sends the process a signal after DynamoDB has written a few repairs. Further writes wait, so
 * some are left even on a slow machine. After SIGINT they continue; after SIGKILL they never arrive.
 */
export async function stopMigration(place: Whereabouts, report: string, signal: 'SIGINT' | 'SIGKILL'): Promise<Ended> {
  const { endpoint: dynamodbEndpoint, written, release, close } = await holdWrites(place.dynamodbEndpoint, WRITTEN);
  const { child, ended } = startMigration({ ...place, dynamodbEndpoint }, report, '--apply');
  await Promise.race([written, ended]);
  child.kill(signal);
  if (signal === 'SIGINT') release();
  const outcome = await ended;
  await close();
  return outcome;
}

export function backupOf(report: string): string {
  return `${report}.backup.jsonl`;
}

export function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** The sums of a report that are wrong, in words. */
export function whatDoesNotAddUp({ read, items, contradictions, left }: Report): string[] {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const { items: total, ...kinds } = read;
  const found = Object.entries(contradictions);
  return [
    ...(sum(Object.values(kinds)) === total ? [] : ['the kinds that were read']),
    ...(sum(Object.values(items)) === total ? [] : ['what has become of them']),
    ...(sum(Object.values(left).map((keys) => keys.length)) === items.left ? [] : ['what was left']),
    ...found
      .filter(([, each]) => each.repaired + each.toRepair + each.changed !== each.found)
      .map(([name]) => `the contradictions ${name}`),
  ];
}

/** The first few items that are only in one of two tables, or that differ. */
export function differences(one: readonly Item[], other: readonly Item[]): string[] {
  const [left, right] = [new Set(one.map(toLine)), new Set(other.map(toLine))];
  const extra = [...left].filter((line) => !right.has(line)).map((line) => `+ ${line}`);
  const missing = [...right].filter((line) => !left.has(line)).map((line) => `- ${line}`);
  return [...extra.slice(0, 5), ...missing.slice(0, 5)];
}

function toLine(item: Item): string {
  return JSON.stringify(item, (_, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
