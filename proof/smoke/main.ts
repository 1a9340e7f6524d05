import { Failure, messageOf, UsageError } from '../lib/failure.ts';
import { cleanUp } from './cleanUp.ts';
import { Journey } from './journey.ts';
import { readOptions, USAGE } from './options.ts';
import { openPool } from './pool.ts';
import { runJourney } from './run.ts';
import { readTarget } from './target.ts';

// The SDK would print advice about future Node.js releases before the report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** The time limit of the journey in milliseconds. Deleting its people takes a minute more at most. */
const LONGEST = 8.5 * 60_000;

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === null) {
    print(USAGE);
    return;
  }
  const target = readTarget(options);
  const stopping = onStopSignal();
  const pool = openPool(target);
  const journey = new Journey(target, pool, AbortSignal.any([stopping, AbortSignal.timeout(LONGEST)]));
  const started = Date.now();
  print(`${target.url}, user pool ${target.userPoolId}`);
  try {
    const { ok, failed, skipped, left } = await runJourney(journey, print);
    const seconds = Math.round((Date.now() - started) / 1_000);
    print(`${ok} ok, ${failed} FAILED, ${skipped} skipped, ${left} not begun, in ${seconds} s`);
    if (ok === 0 || failed + skipped + left > 0) process.exitCode = 1;
    if (journey.signal.aborted) print(stopping.aborted ? 'Stopped on request.' : 'Stopped: the run took too long.');
  } finally {
    journey.closePhones();
    await deletePeople(journey);
    pool.close();
  }
}

async function deletePeople(journey: Journey): Promise<void> {
  const remaining = await cleanUp(journey);
  for (const line of remaining) process.stderr.write(`${line}\n`);
  if (remaining.length > 0) process.exitCode = 1;
  else print(`Deleted all ${journey.users.length} people that it created.`);
}

/**
 * A signal that Ctrl-C or `kill` aborts: the people are deleted first. The second time ends the process immediately.
 */
function onStopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(1);
      process.stderr.write('Stopping: deleting the people first. Press Ctrl-C again to leave them.\n');
      stopping.abort();
    });
  }
  return stopping.signal;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // An unexpected error keeps its stack trace.
  if (!(error instanceof Failure) && !(error instanceof UsageError)) throw error;
  process.stderr.write(`${messageOf(error)}\n`);
  if (error instanceof UsageError) process.stderr.write('See `npm run smoke -- --help`.\n');
  process.exitCode = 1;
}
