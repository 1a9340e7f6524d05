import { fileURLToPath } from 'node:url';

import { startDynamoDb } from '../../local/engines/dynamodb/engine.ts';
import { Copy } from './copy.ts';
import { MISTAKES } from './list/all.ts';
import { areaOf, type Mistake } from './mistake.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { LEAST_SHARE, nameOf, print, report, shareOf } from './report.ts';
import { expectToPass, tryAll } from './trials.ts';
import { stopAll } from './vitest.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = readOptions(process.argv.slice(2), root);
if (!options) print(USAGE);
else if (options.list) for (const mistake of chosen(options)) print(nameOf(mistake));
else await main(options);

function chosen({ filters, changed }: Options): Mistake[] {
  const isWanted = (mistake: Mistake) =>
    filters.length === 0 || filters.some((text) => areaOf(mistake) === text || nameOf(mistake).includes(text));
  const isChanged = ({ file, tests }: Mistake) =>
    changed === null || [file, ...tests].some((name) => changed.has(name));
  return MISTAKES.filter((mistake) => isWanted(mistake) && isChanged(mistake));
}

async function main(wanted: Options): Promise<void> {
  const mistakes = chosen(wanted);
  const first = new Copy(root);
  const copies = [
    first,
    ...Array.from({ length: Math.max(Math.min(wanted.atOnce, mistakes.length) - 1, 0) }, () => new Copy(root)),
  ];
  process.once('exit', () => {
    stopAll();
    for (const copy of copies) copy.remove();
  });
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  const engine = await startDynamoDb({ owner: { accessKeyId: 'tests', region: 'us-east-1' } });
  try {
    const environment = { DYNAMODB_ENDPOINT: engine.endpoint };
    await expectToPass(first, mistakes, environment);
    const outcomes = await tryAll(mistakes, copies, environment, performance.now() + wanted.seconds * 1_000);
    print(`\n${report(outcomes)}`);
    const untried = mistakes.length - outcomes.length;
    if (untried > 0) print(`\n${untried} mistakes were not tried within ${wanted.seconds} s.`);
    if (shareOf(outcomes) < LEAST_SHARE) process.exitCode = 1;
  } finally {
    await engine.close();
  }
}
