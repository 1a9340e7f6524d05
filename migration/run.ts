import { forEachConcurrent } from '../functions/lib/concurrency.ts';
import type { Backup } from './backup.ts';
import { groupsOf } from './groups.ts';
import { type Plan, plan, type Unit } from './plan.ts';
import type { Repair } from './repair.ts';
import { type Report, Tally } from './report.ts';
import { anEmptySurvey, takeIn } from './survey.ts';
import type { Table } from './table.ts';
import { left } from './verdict.ts';

/** How many transactions at once. */
const WIDTH = 8;

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
  }, signal);
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
  const moved = new Set<string | undefined>();
  await settleAll(requests, work, (unit) => moved.add(unit.trip));
  // What such a trip has free was counted by requests that have become others.
  const isStale = ({ trip, verdict }: Unit) =>
    trip !== undefined && moved.has(trip) && verdict.outcome === 'repair' && !work.signal.aborted;
  for (const unit of others.filter(isStale)) work.tally.tell(unit, 'changed');
  await settleAll(
    others.filter((unit) => !isStale(unit)),
    work,
  );
}

async function settleAll(units: readonly Unit[], work: Work, onUnwritten: (unit: Unit) => void = () => undefined) {
  const { table, backup, signal, broken, tally } = work;
  const repairable: Repairable[] = [];
  for (const unit of units) {
    if (unit.verdict.outcome === 'repair') repairable.push({ unit, repair: unit.verdict.repair });
    else tally.settle(unit);
  }
  await forEachConcurrent(groupsOf(repairable), WIDTH, async (group) => {
    const unwritten = signal.aborted ? null : await keepAndWrite(group, table, backup).catch(stopOn(broken));
    for (const { unit, repair } of group) {
      const why = unwritten?.get(repair);
      // Of an error, whether anything was written the next run finds out.
      if (why === 'refused') tally.settle({ ...unit, verdict: left('refused') });
      else tally.tell(unit, unwritten === null ? 'toRepair' : (why ?? 'repaired'));
      if (why !== undefined) onUnwritten(unit);
    }
  });
}

interface Repairable {
  readonly unit: Unit;
  readonly repair: Repair;
}

function stopOn(broken: AbortController) {
  return (error: unknown): null => {
    broken.abort(error instanceof Error ? error : new Error(String(error)));
    return null;
  };
}

async function keepAndWrite(group: readonly { readonly repair: Repair }[], table: Table, backup: Backup) {
  const repairs = group.map(({ repair }) => repair);
  await Promise.all(repairs.map((repair) => backup.keep(repair)));
  return table.write(repairs);
}

/** What taking back has come to: `left` has changed since, or was never done. */
export interface Undone {
  readonly undone: number;
  readonly left: number;
  readonly complete: boolean;
}

/** Takes repairs back in their order, where what they wrote is still there. */
export async function undo(repairs: readonly Repair[], { table, backup, signal }: Omit<Run, 'name'>): Promise<Undone> {
  const counts = { undone: 0, left: 0 };
  for (const group of groupsOf(repairs.map((repair) => ({ repair })))) {
    if (signal.aborted) break;
    const unwritten = backup ? (await keepAndWrite(group, table, backup)).size : 0;
    counts.left += unwritten;
    counts.undone += group.length - unwritten;
  }
  return { ...counts, complete: counts.undone + counts.left === repairs.length };
}
