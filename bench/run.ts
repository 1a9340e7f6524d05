import { readdirSync } from 'node:fs';

// The SDK's advice about future Node.js releases would mix with the figures.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
// The same value as in local/cli/start.ts.
process.env['NODE_ENV'] ??= 'production';

/**
 * Runs the benchmark that the first argument names, a file of this folder, or by default `product`. The benchmark gets
 * the other arguments.
 */
const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'run.ts')
  .map(({ name }) => name.replace(/\.ts$/, ''));
const [, , first = ''] = process.argv;
const isNamed = first !== '' && !first.startsWith('-');
const name = isNamed ? first : 'product';

if (names.includes(name)) {
  if (isNamed) process.argv.splice(2, 1);
  await import(`./${name}.ts`);
} else {
  process.stderr.write(`There is no benchmark ${name}: the benchmarks are ${names.join(', ')}.\n`);
  process.exitCode = 1;
}
