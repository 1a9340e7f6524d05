import { inLanes } from '../functions/lib/lanes.ts';
import type { Backup } from './backup.ts';
import { type Plan, plan, type Unit } from './plan.ts';
import type { Repair } from './repair.ts';
import { type Report, Tally } from './report.ts';
import { anEmptySurvey, takeIn } from './survey.ts';
import type { Table } from './table.ts';

/** How many repairs at once. */
const WIDTH = 24;

export interface Run {
  readonly name: string;
  readonly table: Table;
  /** Where what is replaced is kept; null: nothing is written. */
  readonly backup: Backup | null;
  /** To end early; what is being written is written. */
  readonly signal: AbortSignal;
}

/**
 * Reads a whole table, decides, and repairs it where there is a backup. Each repair holds or fails by itself, on the condition
 * that its items are as they were read: so a run can end anywhere, and the next one, which reads everything anew, finds
 * what is left.
 */
export async function migrate({ name, table, backup, signal }: Run): Promise<Outcome> {
  const started = new Date().toISOString();
  const survey = anEmptySurvey();
  await table.readAll((item) => {
    takeIn(survey, item);
  });
  const tally = new Tally(survey);
  const planned = plan(survey, Math.floor(Date.now() / 1000));
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  if (backup) await apply(planned, { table, backup, signal: stop, broken, tally });
  else for (const unit of [...planned.requests, ...planned.others]) tally.settle(unit);
  const report = tally.report({ table: name, mode: backup ? 'apply' : 'look', started }, !stop.aborted);
  // Nothing but `settle` aborts it, with an error.
  return { report, failure: broken.signal.reason as Error | undefined };
}

export interface Outcome {
  readonly report: Report;
  /** What it ended on, if that wasn't its end; undefined otherwise. */
  readonly failure: Error | undefined;
}

interface Work {
  readonly table: Table;
  readonly backup: Backup;
  readonly signal: AbortSignal;
  /** Ends the run with an error. */
  readonly broken: AbortController;
  readonly tally: Tally;
}

async function apply({ requests, others }: Plan, work: Work): Promise<void> {
  const { signal, tally } = work;
  const moved = new Set<string>();
  await inLanes(requests, WIDTH, async (unit) => {
    if ((await settle(unit, work)) === 'changed' && unit.trip !== undefined) moved.add(unit.trip);
  });
  await inLanes(others, WIDTH, async (unit) => {
    // What its trip has free was counted by requests that have become others.
    const isStale = unit.trip !== undefined && moved.has(unit.trip) && unit.verdict.outcome === 'repair';
    if (isStale && !signal.aborted) tally.tell(unit, 'changed');
    else await settle(unit, work);
  });
}

async function settle(unit: Unit, { table, backup, signal, broken, tally }: Work): Promise<'changed' | 'done'> {
  if (unit.verdict.outcome !== 'repair' || signal.aborted) {
    tally.settle(unit);
    return 'done';
  }
  try {
    const outcome = await keepAndWrite(unit.verdict.repair, table, backup);
    tally.tell(unit, outcome === 'written' ? 'repaired' : 'changed');
    return outcome === 'written' ? 'done' : 'changed';
  } catch (error) {
    // Whether it was written the next run finds out.
    tally.settle(unit);
    broken.abort(error instanceof Error ? error : new Error(String(error)));
    return 'done';
  }
}

async function keepAndWrite(repair: Repair, table: Table, backup: Backup): Promise<'written' | 'changed'> {
  await backup.keep(repair);
  return table.write(repair);
}

/** What taking back has come to: `left` has changed since, or was never done. */
export interface Undone {
  readonly undone: number;
  readonly left: number;
  readonly complete: boolean;
}

/** Takes repairs back, one after another, where what they wrote is still there. */
export async function undo(repairs: readonly Repair[], { table, backup, signal }: Omit<Run, 'name'>): Promise<Undone> {
  const counts = { undone: 0, left: 0 };
  for (const repair of repairs) {
    if (signal.aborted) break;
    if (backup && (await keepAndWrite(repair, table, backup)) === 'changed') counts.left += 1;
    else counts.undone += 1;
  }
  return { ...counts, complete: counts.undone + counts.left === repairs.length };
}
