import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Key } from '../domain/keys.ts';
import { Failure } from './failure.ts';
import { keyOf } from './item.ts';
import {
  type Contradiction,
  CONTRADICTIONS,
  type Notice,
  NOTICES,
  REASONS_TO_LEAVE,
  type ReasonToLeave,
} from './plan/requests/verdict.ts';
import type { Kind, Survey } from './plan/survey.ts';
import type { Unit } from './plan/unit.ts';

/** The outcomes of items: every item that was read has one of them. */
export const OUTCOMES = ['fine', 'expired', 'left', 'repaired', 'toRepair', 'changed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * The counts of one contradiction. One request may have several contradictions. `found` is the sum of the other counts.
 */
export interface Found {
  readonly found: number;
  readonly repaired: number;
  readonly toRepair: number;
  /** Another writer changed the items after they were read; the next run examines them again. */
  readonly changed: number;
}

/** Counts, and the keys of items that are left. Contains no contents of items. */
export interface Report {
  readonly table: string;
  readonly mode: 'look' | 'apply';
  readonly started: string;
  readonly ended: string;
  /** Whether the run finished; false if it was stopped. */
  readonly complete: boolean;
  readonly read: Record<Kind | 'items', number>;
  /** The sum of these counts is `read.items`. */
  readonly items: Record<Outcome, number>;
  readonly contradictions: Record<Contradiction, Found>;
  /** The keys, by reason. */
  readonly left: Record<ReasonToLeave, Key[]>;
  /** The keys of items that a person must look at, whatever their outcome: a key for each cause. */
  readonly notices: Record<Notice, Key[]>;
  readonly people: {
    /** Partitions and counterparts that are not a `sub`, and of whom the run does not know which person they mean. */
    readonly unclear: readonly string[];
    /** How many people of the table are not in the user pool; null if the run has no list of users. */
    readonly gone: number | null;
  };
  /** The numbers of written items: the table has `read.items` + added - removed items afterwards. */
  readonly written: { added: number; replaced: number; removed: number };
}

type Head = Pick<Report, 'table' | 'mode' | 'started'>;

/** Counts the outcomes of units, each once. */
export class Tally {
  readonly #survey: Survey;
  readonly #items = counts(OUTCOMES);
  readonly #contradictions = new Map(CONTRADICTIONS.map((name) => [name, { repaired: 0, toRepair: 0, changed: 0 }]));
  readonly #notices = Object.fromEntries(NOTICES.map((name) => [name, [] as Key[]])) as Report['notices'];
  readonly #left = Object.fromEntries(REASONS_TO_LEAVE.map((why) => [why, [] as Key[]])) as Report['left'];
  readonly #written = { added: 0, replaced: 0, removed: 0 };

  readonly #hasUsers: boolean;

  /** @param hasUsers whether the run has a list of users */
  constructor(survey: Survey, hasUsers: boolean) {
    [this.#survey, this.#hasUsers] = [survey, hasUsers];
  }

  /** Counts a unit that the run did not try to repair. */
  settle(unit: Unit): void {
    const { items, verdict } = unit;
    if (verdict.outcome === 'repair') {
      this.countRepair(unit, 'toRepair');
      return;
    }
    this.#note(unit);
    this.#items[verdict.outcome] += items.length;
    if (verdict.outcome === 'left') this.#left[verdict.why].push(...items.map(keyOf));
  }

  /** Counts a unit with a repair, and the outcome of the repair. */
  countRepair(unit: Unit, outcome: 'repaired' | 'toRepair' | 'changed'): void {
    const { items, verdict } = unit;
    if (verdict.outcome !== 'repair') return;
    this.#note(unit);
    const { before, after } = verdict.repair;
    // Expired items stay, unless a new half needs their key.
    const repaired = new Set(before);
    const concerned = items.filter((item) => repaired.has(item)).length;
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

  #note({ items, notices = [] }: Unit): void {
    for (const name of notices) this.#notices[name].push(...items.map(keyOf));
  }

  report(head: Head, complete: boolean): Report {
    const { read, unclear, gone } = this.#survey;
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
      notices: this.#notices,
      people: { unclear: [...unclear].sort(), gone: this.#hasUsers ? gone.size : null },
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
 * Checks that the report can be written, before hours of work.
 * @throws Failure BadFile when it cannot be written
 */
export async function checkReport(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
    const existing = await stat(path).catch(() => null);
    if (existing) await access(path, constants.W_OK);
    if (!existing?.isDirectory()) return;
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
  const message = `The report ${path} cannot be written: name a file in an existing folder with --report.`;
  return new Failure('BadFile', message, { cause });
}
