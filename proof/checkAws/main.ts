import { writeFileSync } from 'node:fs';

import { Failure, messageOf, UsageError } from '../lib/failure.ts';
import { type BundleReport, checkBundles } from './bundles.ts';
import { awsEvaluator } from './evaluator.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { type ProbeReport, runProbes } from './probes.ts';
import { bundleLines, probeLines } from './report.ts';

// The SDK would print advice about future Node.js releases before the report.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

interface Result {
  readonly bundles: readonly BundleReport[];
  readonly probes: readonly ProbeReport[];
}

async function main(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (options === null) {
    print([USAGE]);
    return;
  }
  const { bundles, probes } = await ask(options);
  const isWrong = bundles.some(({ refused }) => refused.length > 0) || probes.some(({ isFatal }) => isFatal);
  if (isWrong) process.exitCode = 1;
  if (options.json === undefined) return;
  writeFileSync(options.json, `${JSON.stringify({ bundles, probes }, null, 2)}\n`);
  print([`All results are in ${options.json}.`]);
}

async function ask(options: Options): Promise<Result> {
  const evaluator = awsEvaluator(options);
  try {
    const bundles = options.bundles ? await checkBundles(evaluator, options.files) : [];
    if (options.bundles) print(bundleLines(bundles));
    const probes = options.probes ? await runProbes(evaluator) : [];
    if (options.probes) print(probeLines(probes));
    return { bundles, probes };
  } finally {
    evaluator.close();
  }
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // An unexpected error keeps its stack trace.
  if (!(error instanceof Failure) && !(error instanceof UsageError)) throw error;
  process.stderr.write(`${messageOf(error)}\n`);
  if (error instanceof UsageError) process.stderr.write('See `npm run check:aws -- --help`.\n');
  process.exitCode = 1;
}
