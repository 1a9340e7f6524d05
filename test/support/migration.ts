import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Report } from '../../migration/report.ts';
import { until } from './processes.ts';
import type { Item } from './storedItems.ts';

const MAIN = fileURLToPath(new URL('../../migration/main.ts', import.meta.url));

/** Which table a migration is of. */
export interface Whereabouts {
  readonly tableName: string;
  readonly dynamodbEndpoint: string;
  readonly region: string;
}

export interface Ended {
  /** Null: it was killed. */
  readonly code: number | null;
  readonly printed: string;
  readonly errors: string;
}

export interface Migration {
  readonly ended: Promise<Ended>;
  /** Sends it a signal once it has repaired so much more, by the length of its backup. */
  readonly stopAfter: (bytes: number, signal: 'SIGINT' | 'SIGKILL') => Promise<Ended>;
}

/** `npm run migrate` without npm; of AWS it is told nothing but this. */
export function command(args: readonly string[], environment: Readonly<Record<string, string>> = CREDENTIALS) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...args], {
    env: { ...Object.fromEntries(own), ...environment },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const texts = { printed: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.errors += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, ...texts });
    });
  });
  return { child, ended };
}

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Migrates a table in a process of its own. */
export function startMigration(
  { tableName, dynamodbEndpoint, region }: Whereabouts,
  report: string,
  ...args: readonly string[]
): Migration {
  const place = ['--table', tableName, '--endpoint', dynamodbEndpoint, '--region', region];
  const { child, ended } = command([...place, '--report', report, ...args]);
  const size = () => (existsSync(backupOf(report)) ? statSync(backupOf(report)).size : 0);
  const before = size();
  return {
    ended,
    stopAfter: async (bytes, signal) => {
      await until(() => size() > before + bytes || child.exitCode !== null, 'it has repaired some', 60_000);
      child.kill(signal);
      return ended;
    },
  };
}

export function backupOf(report: string): string {
  return `${report}.backup.jsonl`;
}

export function readReport(file: string): Report {
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

/** Whether the numbers of a report add up: what isn't so, in words. */
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

/** Items that are in one of two tables alone, or that differ: the first few, to be read. */
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
