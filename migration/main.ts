import { Backup, readBackup } from './backup.ts';
import { EXITS, toFailure } from './failure.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { checkReport, writeReport } from './report.ts';
import { migrate, undo } from './run.ts';
import { settingsOf, toText } from './settings.ts';
import { summaryOf } from './summary.ts';
import { openTable, type Table } from './table.ts';
import { listUsers, readUsers } from './users.ts';

// The SDK would print advice about future Node.js releases before the report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // A second signal ends the process immediately.
  process.once(name, () => {
    stopping.abort();
  });
}

// A reader such as `head` may close the output. The run goes on: its report and its backup are files.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  const options = readOptions(process.argv.slice(2), new Date());
  if (options?.pool !== undefined) await list(options, options.pool);
  else if (options) await run(options);
  else print(`${USAGE}\n`);
} catch (error) {
  const failure = toFailure(error);
  process.stderr.write(`${failure.code}: ${failure.message}\n`);
  process.exitCode = EXITS[failure.code];
}

async function list({ region, endpoint, users: file = '' }: Options, pool: string): Promise<void> {
  const count = await listUsers({ pool, region, endpoint }, file);
  print(`${count} users are in ${file}.\n`);
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

async function repair(options: Options, table: Table, backup: Backup | null): Promise<void> {
  const { table: name, report: file } = options;
  const users = options.users === undefined ? null : await readUsers(options.users);
  const settings = settingsOf(await table.describe());
  const { report, failure } = await migrate({ name, table, backup, signal: stopping.signal, users });
  await writeReport(file, { ...report, settings });
  print(summaryOf(report));
  print(toText(settings));
  print(`The report is in ${file}${backup ? `, the backup in ${file}.backup.jsonl` : ''}.\n`);
  if (failure !== undefined) throw failure;
}

async function undoRepairs(
  { report: file }: Options,
  repairs: Awaited<ReturnType<typeof readBackup>>,
  table: Table,
  backup: Backup | null,
): Promise<void> {
  const { failure, ...undone } = await undo(repairs, { table, backup, signal: stopping.signal });
  await writeReport(file, { mode: backup ? 'undo' : 'look', ...undone });
  print(`${undone.undone} repairs ${backup ? 'undone' : 'would be undone'}, ${undone.left} left unchanged.\n`);
  if (!undone.complete) print('Stopped: start the undo again to continue.\n');
  if (failure !== undefined) throw failure;
}

function print(text: string): void {
  process.stdout.write(text);
}
