import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { plugin as schemaTypes } from '@graphql-codegen/typescript';
import { plugin as operationTypes } from '@graphql-codegen/typescript-operations';
import { buildSchema, Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';
import { format, type FormatConfig } from 'oxfmt';

/**
 * Writes the TypeScript types of schema.graphql, and the documents of app/operations with the types of their variables and
 * answers (`npm run generate`). With `--check` it only says which of the files are stale.
 * A schema for AppSync does not declare AppSync's scalars and directives, so they are read from the host's list.
 */
const scalars = {
  ...Object.fromEntries(
    ['AWSDate', 'AWSTime', 'AWSDateTime', 'AWSJSON', 'AWSEmail', 'AWSURL', 'AWSPhone', 'AWSIPAddress'].map((name) => [
      name,
      'string',
    ]),
  ),
  ID: 'string',
  AWSTimestamp: 'number',
};

const schema = buildSchema([read('local/appsync/schema/builtins.graphql'), read('schema.graphql')].join('\n'));

/** The form of a document that carries its types: aws-amplify takes it as the text that it is. */
const OPERATION = `
export type Operation<Answer, Variables> = string & { readonly types?: (variables: Variables) => Answer };
`;

const targets = [
  { target: 'domain/schema.types.ts', source: 'schema.graphql', text: await ofSchema() },
  {
    target: 'app/data/api/operations.types.ts',
    source: 'schema.graphql and app/operations',
    text: await ofOperations(),
  },
];
for (const { target, source, text } of targets) await deliver(target, source, text);

async function ofSchema(): Promise<string> {
  return joined(
    await schemaTypes(schema, [], {
      scalars,
      strictScalars: true,
      enumsAsTypes: true,
      skipTypename: true,
      avoidOptionals: { field: true },
      inputMaybeValue: 'T | null | undefined',
    }),
  );
}

async function ofOperations(): Promise<string> {
  const folder = 'app/operations';
  const files = readdirSync(new URL(folder, import.meta.url)).filter((name) => name.endsWith('.graphql'));
  const documents = files.sort().map((name) => ({ location: name, document: parse(read(`${folder}/${name}`)) }));
  const types = joined(
    await operationTypes(
      schema,
      documents,
      {
        scalars,
        strictScalars: true,
        inputMaybeValue: 'T | null | undefined',
      },
      { outputFile: '' },
    ),
  );
  const operations = documents.flatMap(({ document }) =>
    document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION),
  );
  return [types, OPERATION, ...operations.map(constantOf)].join('\n');
}

/** One operation with the fragments that it uses, as a constant: `export const SearchTrips`. */
function constantOf(operation: OperationDefinitionNode): string {
  const name = operation.name?.value;
  if (name === undefined) throw new Error('Each operation in app/operations needs a name.');
  const suffix = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[operation.operation];
  const text = [operation, ...fragmentsOf(operation)].map(print).join('\n').replaceAll(/\s+/g, ' ');
  return `export const ${name}: Operation<${name}${suffix}, ${name}${suffix}Variables> = ${JSON.stringify(text)};`;
}

function fragmentsOf(operation: OperationDefinitionNode) {
  const all = parse(read('app/operations/fragments.graphql')).definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const used = new Set<string>();
  visit(operation, { FragmentSpread: ({ name }) => void used.add(name.value) });
  return all.filter(({ name }) => used.has(name.value));
}

function joined({ prepend = [], content }: { readonly prepend?: string[]; readonly content: string }): string {
  return [...prepend, content].join('\n');
}

async function deliver(target: string, source: string, text: string): Promise<void> {
  const header = `// Generated from ${source} by \`npm run generate\`; edit that file instead.\n\n`;
  const { code } = await format(target, text, JSON.parse(read('.oxfmtrc.json')) as FormatConfig);
  const written = header + code;
  if (!process.argv.includes('--check')) writeFileSync(target, written);
  else if (read(target) !== written) {
    process.stderr.write(`${target} is stale: run \`npm run generate\` and commit the changes.\n`);
    process.exitCode = 1;
  }
}

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
