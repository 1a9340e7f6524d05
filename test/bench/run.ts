import { readdirSync } from 'node:fs';

// The AWS SDK's advice about coming releases of Node.js would stand between the figures.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** Runs the benchmark of the name that stands first on the command line, of those beside this file; it gets the rest. */
const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'run.ts')
  .map(({ name }) => name.replace(/\.ts$/, ''));
const [, , name = ''] = process.argv;

if (names.includes(name)) {
  process.argv.splice(2, 1);
  await import(`./${name}.ts`);
} else {
  process.stderr.write(
    `Say which benchmark is to run, as in "npm run bench -- ${names[0] ?? ''}": ${names.join(', ')}.\n`,
  );
  process.exitCode = 1;
}
