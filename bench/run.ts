import { readdirSync } from 'node:fs';

// The AWS SDK's advice about coming releases of Node.js would stand between the figures.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
// As local/cli/start.ts has it.
process.env['NODE_ENV'] ??= 'production';

/**
 * Runs the benchmark of the name that stands first on the command line, of those beside this file, or that of the product;
 * it gets the rest.
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
  process.stderr.write(`There is no benchmark ${name}; there are ${names.join(', ')}.\n`);
  process.exitCode = 1;
}
