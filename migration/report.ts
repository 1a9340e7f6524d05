import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Key } from '../domain/keys.ts';
import { Failure } from './failure.ts';
import { keyOf } from './item.ts';
import type { Unit } from './plan.ts';
import type { Kind, Survey } from './survey.ts';
import { type Contradiction, CONTRADICTIONS, REASONS_TO_LEAVE, type ReasonToLeave } from './verdict.ts';

/** What has become of items: every one that was read is in one of these. */
export const OUTCOMES = ['fine', 'expired', 'left', 'repaired', 'toRepair', 'changed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Of one kind of contradiction; one request may have several. `found` is the sum of the others. */
export interface Found {
  readonly found: number;
  readonly repaired: number;
  readonly toRepair: number;
  /** Somebody else had written it since it was read: to be looked at by the next run. */
  readonly changed: number;
}

/** Counts, and the keys of what is left. Nothing of what items hold. */
export interface Report {
  readonly table: string;
  readonly mode: 'look' | 'apply';
  readonly started: string;
  readonly ended: string;
  /** Whether everything was dealt with: false of a run that was stopped. */
  readonly complete: boolean;
  readonly read: Record<Kind | 'items', number>;
  /** Their sum is `read.items`. */
  readonly items: Record<Outcome, number>;
  readonly contradictions: Record<Contradiction, Found>;
  /** Keys, by the reason. */
  readonly left: Record<ReasonToLeave, Key[]>;
  /** Items that repairs added and removed: `read.items` + added - removed are there now. */
  readonly written: { added: number; replaced: number; removed: number };
}

type Head = Pick<Report, 'table' | 'mode' | 'started'>;

/** Counts what becomes of units, each once. */
export class Tally {
  readonly #survey: Survey;
  readonly #items = counts(OUTCOMES);
  readonly #contradictions = new Map(CONTRADICTIONS.map((name) => [name, { repaired: 0, toRepair: 0, changed: 0 }]));
  readonly #left = Object.fromEntries(REASONS_TO_LEAVE.map((why) => [why, [] as Key[]])) as Report['left'];
  readonly #written = { added: 0, replaced: 0, removed: 0 };

  constructor(survey: Survey) {
    this.#survey = survey;
  }

  /** A unit that nothing was tried on. */
  settle({ items, verdict }: Unit): void {
    if (verdict.outcome === 'repair') this.tell({ items, verdict }, 'toRepair');
    else this.#items[verdict.outcome] += items.length;
    if (verdict.outcome === 'left') this.#left[verdict.why].push(...items.map(keyOf));
  }

  /** A unit that is to be repaired, and what came of it. */
  tell({ items, verdict }: Unit, outcome: 'repaired' | 'toRepair' | 'changed'): void {
    if (verdict.outcome !== 'repair') return;
    const { before, after } = verdict.repair;
    // What has expired and isn't in the way stays as it is.
    const touched = new Set(before);
    const concerned = items.filter((item) => touched.has(item)).length;
    this.#items[outcome] += concerned;
    this.#items.expired += items.length - concerned;
    for (const name of verdict.contradictions) {
      const found = this.#contradictions.get(name);
      if (found) found[outcome] += 1;
    }
    if (outcome !== 'repaired') return;
    const replaced = countReplaced(before, after);
    this.#written.replaced += replaced.changed;
    this.#written.added += after.length - replaced.kept;
    this.#written.removed += before.length - replaced.kept;
  }

  report(head: Head, complete: boolean): Report {
    const { read } = this.#survey;
    const found = [...this.#contradictions].map(([name, { repaired, toRepair, changed }]) => {
      return [name, { found: repaired + toRepair + changed, repaired, toRepair, changed }] as const;
    });
    return {
      ...head,
      ended: new Date().toISOString(),
      complete,
      read: { items: Object.values(read).reduce((sum, count) => sum + count, 0), ...read },
      items: this.#items,
      contradictions: Object.fromEntries(found) as Report['contradictions'],
      left: this.#left,
      written: this.#written,
    };
  }
}

function countReplaced(before: readonly Key[], after: readonly Key[]): { kept: number; changed: number } {
  const places = new Map(before.map((item) => [`${item.username} ${item.created}`, item]));
  const again = after.filter(({ username, created }) => places.has(`${username} ${created}`));
  const changed = again.filter((item) => places.get(`${item.username} ${item.created}`) !== item);
  return { kept: again.length, changed: changed.length };
}

function counts<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/**
 * Looks whether a report can be written, before hours of work for it.
 * @throws Failure BadFile when it can't
 */
export async function checkReport(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
    const there = await stat(path).catch(() => null);
    if (there) await access(path, constants.W_OK);
    if (!there?.isDirectory()) return;
  } catch (error) {
    throw unwritable(path, error);
  }
  throw unwritable(path);
}

/** @throws Failure BadFile when the file can't be written */
export async function writeReport(path: string, report: object): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw unwritable(path, error);
  }
}

function unwritable(path: string, cause?: unknown): Failure {
  const message = `The report ${path} can't be written: name a file, in a folder that is there, with --report.`;
  return new Failure('BadFile', message, { cause });
}

/** What is worth a look, for the screen. */
export function summaryOf({ mode, complete, read, items, contradictions, left }: Report): string {
  const rows = (entries: readonly (readonly [string, number])[]) =>
    entries.filter(([, count]) => count > 0).map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`);
  const done = mode === 'apply' ? 'Repaired' : 'Would be repaired';
  const pick = ({ repaired, toRepair }: Found) => (mode === 'apply' ? repaired : toRepair);
  return [
    `Read ${read.items} items`,
    ...rows(Object.entries(items)),
    `${done}, by contradiction`,
    ...rows(Object.entries(contradictions).map(([name, found]) => [name, pick(found)])),
    ...(items.left > 0
      ? ['Left, by reason', ...rows(Object.entries(left).map(([why, keys]) => [why, keys.length]))]
      : []),
    ...(complete ? [] : ['Stopped: start it again to go on.']),
    '',
  ].join('\n');
}
