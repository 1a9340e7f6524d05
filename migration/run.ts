import { forEachConcurrent } from '../functions/lib/concurrency.ts';
import type { Backup } from './backup.ts';
import { groupsOf } from './groups.ts';
import { type Item, placeOf } from './item.ts';
import { People, type Users } from './plan/people/people.ts';
import { plan } from './plan/plan.ts';
import { left } from './plan/requests/verdict.ts';
import { presentIn, type Survey, surveyOf } from './plan/survey.ts';
import type { Plan, Unit } from './plan/unit.ts';
import { rehearse } from './rehearsal.ts';
import type { Repair } from './repair.ts';
import { type Report, Tally } from './report.ts';
import type { Table } from './table.ts';
import { checkUsers } from './users.ts';

/** How many transactions run at the same time. */
const WIDTH = 8;

export interface Run {
  readonly name: string;
  readonly table: Table;
  /** Stores what the run replaces; null: the run writes nothing. */
  readonly backup: Backup | null;
  /** Ends the run early; current writes finish. */
  readonly signal: AbortSignal;
  /** The complete user pool; null or missing: the run does not know who is removed. */
  readonly users?: Users | null;
}

/**
 * Reads a whole table, decides, and repairs it if there is a backup. Each repair succeeds or fails independently, on
 * the condition that its items are as they were read. So a run can end anywhere, and the next run, which reads
 * everything again, finds what is left.
 * @returns the report, and the error that ended the run early
 * @throws Failure BadFile when the list of users is not that of the table's user pool
 */
export async function migrate({ name, table, backup, signal, users = null }: Run): Promise<Outcome> {
  const started = new Date().toISOString();
  const survey = await readSurvey(table, users, signal);
  checkUsers(users, survey);
  const tally = new Tally(survey, users !== null);
  const planned = plan(survey, Math.floor(Date.now() / 1000));
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  if (backup) await apply(planned, { table, backup, signal: stop, broken, tally });
  else for (const unit of [...planned.requests, ...planned.others]) tally.settle(unit);
  const report = tally.report({ table: name, mode: backup ? 'apply' : 'look', started }, !stop.aborted);
  // Only `settle` aborts it, with an error.
  return { report, failure: broken.signal.reason as Error | undefined };
}

async function readSurvey(table: Table, users: Users | null, signal: AbortSignal): Promise<Survey> {
  const items: Item[] = [];
  await table.readAll((item) => items.push(item), signal);
  return surveyOf(items, new People(users, presentIn(items)));
}

export interface Outcome {
  readonly report: Report;
  /** The error that ended the run early; undefined if the run finished or was stopped. */
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
  const unwritten = { changed: new Set<string | undefined>(), refused: new Set<string | undefined>() };
  const missing = new Set<Item>();
  await settleAll(requests, work, ({ unit, repair }, why) => {
    unwritten[why].add(unit.trip);
    for (const item of repair.after) missing.add(item);
  });
  const ready: Unit[] = [];
  for (const unit of others) {
    const why = work.signal.aborted ? null : obstacleOf(unit, unwritten, missing);
    if (why === 'changed') work.tally.countRepair(unit, 'changed');
    else if (why === 'refused') work.tally.settle({ ...unit, verdict: left('refused') });
    else ready.push(unit);
  }
  await settleAll(ready, work);
}

/**
 * Why a trip cannot be repaired after its requests. If a request has changed since, the trip's free kilograms were
 * calculated from another one. If DynamoDB rejects a request, it stays as it was read: that matters only for a trip whose
 * kilograms it takes, and for one that is deleted after its requests have taken its terms.
 * @param unwritten the ids of the trips with such requests
 * @param missing the items that were not written
 */
function obstacleOf(
  { trip, verdict }: Unit,
  unwritten: Readonly<Record<Why, ReadonlySet<string | undefined>>>,
  missing: ReadonlySet<Item>,
): Why | null {
  if (trip === undefined || verdict.outcome !== 'repair') return null;
  if (unwritten.changed.has(trip)) return 'changed';
  const { before, after } = verdict.repair;
  return unwritten.refused.has(trip) && (after.length === 0 || before.some((item) => missing.has(item)))
    ? 'refused'
    : null;
}

type Why = 'changed' | 'refused';

async function settleAll(
  units: readonly Unit[],
  work: Work,
  onUnwritten: (unwritten: Repairable, why: Why) => void = () => undefined,
) {
  const { table, backup, signal, broken, tally } = work;
  const repairable: Repairable[] = [];
  for (const unit of units) {
    if (unit.verdict.outcome === 'repair') repairable.push({ unit, repair: unit.verdict.repair });
    else tally.settle(unit);
  }
  await forEachConcurrent(groupsOf(repairable), WIDTH, async (group) => {
    const unwritten = signal.aborted ? null : await backUpAndWrite(group, table, backup).catch(stopOn(broken));
    for (const { unit, repair } of group) {
      const why = unwritten?.get(repair);
      // After an error it is unknown whether the repairs were written; the next run finds out.
      if (why === 'refused') tally.settle({ ...unit, verdict: left('refused') });
      else tally.countRepair(unit, unwritten === null ? 'toRepair' : (why ?? 'repaired'));
      if (why !== undefined) onUnwritten({ unit, repair }, why);
    }
  });
}

interface Repairable {
  readonly unit: Unit;
  readonly repair: Repair;
}

function stopOn(broken: AbortController) {
  return (error: unknown): null => {
    broken.abort(toError(error));
    return null;
  };
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function backUpAndWrite(group: readonly { readonly repair: Repair }[], table: Table, backup: Backup) {
  const repairs = group.map(({ repair }) => repair);
  await Promise.all(repairs.map((repair) => backup.keep(repair)));
  const unwritten = await table.write(repairs);
  await Promise.all([...unwritten.keys()].map((repair) => backup.markUnwritten(repair)));
  return unwritten;
}

/** The result of undoing: `left` repairs were changed since, or never written. */
export interface Undone {
  readonly undone: number;
  readonly left: number;
  readonly complete: boolean;
  /** The error that ended it early. */
  readonly failure?: Error;
}

/**
 * Undoes repairs in the given order, each if its items are still as it wrote them. Without a backup it writes nothing: it
 * reads the table and tells what it would undo.
 * @returns the counts, and the error that ended it early
 * @throws the errors of reading the table
 */
export async function undo(repairs: readonly Repair[], { table, backup, signal }: Omit<Run, 'name'>): Promise<Undone> {
  const stored = backup ? null : await readPlaces(table, signal);
  const counts = { undone: 0, left: 0 };
  for (const group of groupsOf(repairs.map((repair) => ({ repair })))) {
    if (signal.aborted) break;
    try {
      const unwritten = backup
        ? (await backUpAndWrite(group, table, backup)).size
        : group.filter(({ repair }) => stored !== null && !rehearse(repair, stored)).length;
      counts.left += unwritten;
      counts.undone += group.length - unwritten;
    } catch (error) {
      return { ...counts, complete: false, failure: toError(error) };
    }
  }
  return { ...counts, complete: counts.undone + counts.left === repairs.length };
}

async function readPlaces(table: Table, signal: AbortSignal): Promise<Map<string, Item>> {
  const stored = new Map<string, Item>();
  await table.readAll((item) => stored.set(placeOf(item), item), signal);
  return stored;
}
