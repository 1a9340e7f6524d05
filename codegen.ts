import { readFileSync, writeFileSync } from 'node:fs';
import { plugin } from '@graphql-codegen/typescript';
import { buildSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';

/**
 * Writes the TypeScript types of schema.graphql (`npm run generate`), or checks with `--check` that they are current. A
 * schema for AppSync does not declare AppSync's scalars and directives, so they are read from the host's list.
 */
const target = 'domain/schema.types.ts';
const header = '// Generated from schema.graphql by `npm run generate`; edit that file instead.\n\n';

const scalars = Object.fromEntries(
  ['AWSDate', 'AWSTime', 'AWSDateTime', 'AWSJSON', 'AWSEmail', 'AWSURL', 'AWSPhone', 'AWSIPAddress'].map((name) => [
    name,
    'string',
  ]),
);

const schema = buildSchema([read('local/appsync/schema/builtins.graphql'), read('schema.graphql')].join('\n'));
const { prepend = [], content } = await plugin(schema, [], {
  scalars: { ...scalars, ID: 'string', AWSTimestamp: 'number' },
  strictScalars: true,
  enumsAsTypes: true,
  skipTypename: true,
  avoidOptionals: { field: true },
  inputMaybeValue: 'T | null | undefined',
});
const types = [...prepend, content].join('\n');

const text = header + (await format(types, { ...(await resolveConfig(target)), parser: 'typescript' }));

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (read(target) !== text) {
  process.stderr.write(`${target} is stale: run \`npm run generate\` and commit the changes.\n`);
  process.exitCode = 1;
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
