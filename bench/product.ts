import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

import { measureCode } from './lib/code.ts';
import { count } from './lib/count.ts';
import { grow } from './lib/growth.ts';
import { timeHandlers } from './lib/handlers.ts';
import { type Operation, OPERATIONS } from './lib/protocol.ts';
import { type Results, writeResults } from './lib/report/results.ts';
import { asText, cpuTableOf, tableOf } from './lib/report/table.ts';
import { time } from './lib/time.ts';

/**
 * Compares the product with the first app's access pattern and with the floor, in one run on one store: the DynamoDB
 * calls and the speed of each operation. `--json FILE` writes all results to a file. `--quick` only checks that
 * everything works. `--only NAME,NAME` times only these operations.
 */

const { values } = parseArgs({
  options: { json: { type: 'string' }, quick: { type: 'boolean' }, only: { type: 'string' } },
});

const settings = values.quick
  ? { people: 16, records: 60, rounds: 1, turnMilliseconds: 100, warmUpMilliseconds: 50, times: 1, evaluations: 20 }
  : {
      people: 16,
      records: 1_000,
      rounds: 3,
      turnMilliseconds: 600,
      warmUpMilliseconds: 1_000,
      times: 5,
      evaluations: 1_000,
    };
const sizes = values.quick
  ? { trips: [10, 200], requests: [30, 200] }
  : { trips: [10, 1_000, 10_000, 100_000], requests: [30, 100, 1_000, 10_000] };

// The functions' log lines would mix with the figures.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
const report = (line: string) => process.stderr.write(`${line}\n`);

const began = performance.now();
const elapsed = () => Math.round((performance.now() - began) / 1_000);
const only = operationsIn(values.only);
const speeds = await time({
  ...settings,
  ...(only ? { operations: only } : {}),
  report: (line) => report(`${elapsed()} s: ${line}`),
});
const counts = await count(settings);
report(`${elapsed()} s: calls and request units`);
const growth = await grow(sizes);
report(`${elapsed()} s: growth`);
const code = await measureCode(settings.times);
const handlers = await timeHandlers(settings.evaluations);
report(`${elapsed()} s: code`);

const [processor] = cpus();
const results: Results = {
  taken: {
    day: new Date().toISOString().slice(0, 10),
    node: process.version,
    processors: `${cpus().length} x ${processor?.model ?? 'unknown'}`,
    seconds: elapsed(),
    rounds: settings.rounds,
    turnMilliseconds: settings.turnMilliseconds,
    records: settings.records,
  },
  counts,
  speeds,
  growth,
  code,
  handlers,
};
print(`${asText(tableOf(counts, speeds))}\n\n`);
print('Processor time of each operation in milliseconds, 16 at a time\n');
print(`${asText(cpuTableOf(speeds))}\n\n`);
print(`${growth.trips.length + growth.requests.length} points of growth; ${elapsed()} s in total.\n`);
if (values.json !== undefined) writeResults(values.json, results);

function operationsIn(list: string | undefined): Operation[] | undefined {
  const names = list?.split(',');
  const unknown = names?.find((name) => !Object.hasOwn(OPERATIONS, name));
  if (unknown !== undefined) {
    throw new Error(`There is no operation ${unknown}: the operations are ${Object.keys(OPERATIONS).join(', ')}.`);
  }
  return names as Operation[] | undefined;
}
