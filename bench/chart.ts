import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, type FormatConfig } from 'oxfmt';

import type { HandlerFigures } from './lib/handlers.ts';
import { growthPicture, speedPicture } from './lib/report/pictures.ts';
import { priceTable } from './lib/report/prices.ts';
import { readResults, type Results } from './lib/report/results.ts';
import { asMarkdown, cpuTableOf, type Row, tableOf } from './lib/report/table.ts';

/** Makes the pictures and tables of docs/performance.md from docs/performance.json, or from another given file. */

const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const results = readResults(process.argv[2] ?? `${docs}performance.json`);
writeFileSync(`${docs}performance.svg`, speedPicture(results));
writeFileSync(`${docs}growth.svg`, growthPicture(results));

const page = `${docs}performance.md`;
let written = readFileSync(page, 'utf8');
for (const [name, made] of Object.entries(parts(results))) {
  const place = new RegExp(`(<!-- ${name} -->\\n)[^]*?(<!-- end -->)`);
  if (!place.test(written))
    throw new Error(`docs/performance.md has no place for ${name}: add <!-- ${name} --> and <!-- end -->.`);
  written = written.replace(place, (_, start: string, end: string) => `${start}\n${made}\n\n${end}`);
}
const style = JSON.parse(
  readFileSync(fileURLToPath(new URL('../.oxfmtrc.json', import.meta.url)), 'utf8'),
) as FormatConfig;
writeFileSync(page, (await format(page, written, style)).code);

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function parts({ counts, speeds, growth, code, handlers, taken }: Results): Record<string, string> {
  const resolvers = Object.entries(code.resolvers).sort(([, a], [, b]) => b - a);
  const functions: Row[] = Object.entries(code.functions).map(([name, { bytes, load, firstCall }]) => [
    `functions/${name}`,
    '',
    kilobytes(bytes),
    load.toFixed(0),
    firstCall.toFixed(1),
  ]);
  const sizes = resolvers.map(([, size]) => size);
  return {
    taken: `Taken on ${taken.day}: Node.js ${taken.node}, ${taken.processors}, ${taken.seconds} s in total; ${taken.rounds} rounds of ${taken.turnMilliseconds} ms for each figure; a removed account has ${taken.records} records.`,
    table: asMarkdown(tableOf(counts, speeds)),
    cpu: asMarkdown(cpuTableOf(speeds)),
    prices: asMarkdown(priceTable(results)),
    growth: asMarkdown({
      head: ['list of', '', 'number', 'calls', 'RRU'],
      rows: [
        ...growth.trips.map((point) => ['trips', point] as const),
        ...growth.requests.map((point) => ['requests', point] as const),
      ].map(([of, { side, size, calls, readUnits }]) => [
        of,
        side,
        size.toLocaleString('en'),
        String(calls),
        String(readUnits),
      ]),
    }),
    resolvers: `There are ${resolvers.length} files. The longest has ${kilobytes(sizes[0] ?? 0)} (\`${resolvers[0]?.[0] ?? ''}\`), the median ${kilobytes(sizes[Math.floor(sizes.length / 2)] ?? 0)}. An empty handler takes ${Math.round(handlers.nothing)} microseconds.`,
    handlers: asMarkdown({
      head: ['file', '', 'bytes', 'request', 'response'],
      rows: resolvers.map(([file, size]) => handlersRow(file, size, handlers)),
    }),
    functions: asMarkdown({ head: ['function', '', 'bytes', 'ms to load', 'ms first call'], rows: functions }),
  };
}

/**
 * The AppSync function of a step's first row: `Mutation_createTrip_1_createTrip` for `Mutation.createTrip/createTrip`.
 */
function functionOf(path: string, handlers: HandlerFigures['handlers']): string {
  const [pipeline = '', step = ''] = path.split('/');
  const isOfStep = new RegExp(`^${pipeline.replace('.', '_')}_\\d+_${step}$`);
  return Object.keys(handlers).find((name) => isOfStep.test(name)) ?? '';
}

/** The row of a file: the microseconds of its two handlers, blank for a handler that was not called. */
function handlersRow(file: string, size: number, { handlers }: HandlerFigures): Row {
  const path = file.replace(/^resolvers\//, '').replace(/\.ts$/, '');
  const { request, response } = handlers[path] ?? handlers[functionOf(path, handlers)] ?? {};
  const [before = '', after = ''] = [request, response].map((time) => (time === undefined ? '' : time.toFixed(0)));
  return [`\`${path}\``, '', kilobytes(size), before, after];
}
