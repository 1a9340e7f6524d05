import { Backup, readBackup } from './backup.ts';
import { EXITS, toFailure } from './failure.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { checkReport, summaryOf, writeReport } from './report.ts';
import { migrate, undo } from './run.ts';
import { openTable, type Table } from './table.ts';

// The SDK would print advice about future Node.js releases before the report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // A second signal ends the process immediately.
  process.once(name, () => {
    stopping.abort();
  });
}

try {
  const options = readOptions(process.argv.slice(2), new Date());
  if (options) await run(options);
  else print(`${USAGE}\n`);
} catch (error) {
  const failure = toFailure(error);
  process.stderr.write(`${failure.code}: ${failure.message}\n`);
  process.exitCode = EXITS[failure.code];
}

async function run(options: Options): Promise<void> {
  const repairs = options.undo === undefined ? null : await readBackup(options.undo, options.table);
  await checkReport(options.report);
  const table = await openTable(options);
  const backup = options.apply ? await Backup.open(`${options.report}.backup.jsonl`, options.table) : null;
  try {
    await (repairs ? undoRepairs(options, repairs, table, backup) : repair(options, table, backup));
  } finally {
    await backup?.close();
    table.close();
  }
  if (stopping.signal.aborted) process.exitCode = EXITS.Stopped;
}

async function repair({ table: name, report: file }: Options, table: Table, backup: Backup | null): Promise<void> {
  const { report, failure } = await migrate({ name, table, backup, signal: stopping.signal });
  print(summaryOf(report));
  await writeReport(file, report);
  print(`The report is in ${file}${backup ? `, the backup in ${file}.backup.jsonl` : ''}.\n`);
  if (failure !== undefined) throw failure;
}

async function undoRepairs(
  { report: file }: Options,
  repairs: Awaited<ReturnType<typeof readBackup>>,
  table: Table,
  backup: Backup | null,
): Promise<void> {
  const undone = await undo(repairs, { table, backup, signal: stopping.signal });
  print(`${undone.undone} repairs ${backup ? 'undone' : 'would be undone'}, ${undone.left} left unchanged.\n`);
  await writeReport(file, { mode: backup ? 'undo' : 'look', ...undone });
}

function print(text: string): void {
  process.stdout.write(text);
}
