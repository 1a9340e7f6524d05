import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';

import { MOST_FUNCTIONS } from '../local/appsync-js/check/synthesis.ts';
import { projectFile } from './paths.ts';
import { type DataSourceName, PIPELINES, type Step, UNIT_RESOLVERS } from './pipelines.ts';

/** The resolver of one field. */
export interface ResolverFiles {
  readonly typeName: string;
  readonly fieldName: string;
  readonly isPipeline: boolean;
  /** In order; exactly one for a unit resolver. `file` is a path in `resolvers/`, without `.ts`. */
  readonly steps: readonly Step[];
}

/** The resolvers that infra/pipelines.ts lists. */
export interface Wiring {
  readonly pipelines: Readonly<Record<string, readonly Step[]>>;
  readonly units: Readonly<Record<string, DataSourceName>>;
}

/** The code of every pipeline resolver. */
export const PIPELINE = 'resolvers/lib/appsync/pipeline.ts';

/** Fields of these types get their values only from resolvers. */
const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'];
const NOT_RESOLVERS = ['lib', 'tsconfig.json'];

/**
 * Reads the resolvers in a folder and compares them with the schema and the wiring, in both directions.
 * @param folder absolute path of a folder with `Type.field.ts` for a unit resolver and `Type.field/step.ts` for a
 *   pipeline
 * @param schema SDL
 * @param wiring the pipelines and unit resolvers that there should be
 * @returns the resolvers, sorted by name
 * @throws Error with one sentence for each file, field and row without its counterpart
 */
export function readResolverFiles(folder: string, schema: string, wiring: Wiring): ResolverFiles[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !NOT_RESOLVERS.includes(name));
  const units = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const steps = folders.flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`));
  const resolvers = [
    ...Object.entries(wiring.units).map(([name, dataSource]) => toResolver(name, false, [{ file: name, dataSource }])),
    ...Object.entries(wiring.pipelines).map(([name, rows]) => toResolver(name, true, rows.map(inFolder(name)))),
  ];
  const problems = [
    ...misnamed(units, folders),
    ...againstSchema(resolvers, fieldsOf(schema)),
    ...againstFiles(resolvers, [...units, ...steps].map(withoutExtension)),
    ...tooLong(resolvers),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return resolvers.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

/** The resolvers of this API, compared with its schema and wiring as `readResolverFiles` does. */
export function apiResolvers(): ResolverFiles[] {
  const schema = readFileSync(projectFile('schema.graphql'), 'utf8');
  return readResolverFiles(projectFile('resolvers'), schema, { pipelines: PIPELINES, units: UNIT_RESOLVERS });
}

/** The paths of all files whose bundles are deployed, each once, from the project's root. */
export function resolverPaths(): string[] {
  const files = apiResolvers().flatMap(({ steps }) => steps.map(({ file }) => `resolvers/${file}.ts`));
  return [...new Set([...files, PIPELINE])];
}

function toResolver(name: string, isPipeline: boolean, steps: readonly Step[]): ResolverFiles {
  const [typeName = '', fieldName = ''] = name.split('.');
  return { typeName, fieldName, isPipeline, steps };
}

function inFolder(name: string): (step: Step) => Step {
  return ({ file, dataSource }) => ({ file: file.includes('/') ? file : `${name}/${file}`, dataSource });
}

function nameOf({ typeName, fieldName }: ResolverFiles): string {
  return `${typeName}.${fieldName}`;
}

function withoutExtension(file: string): string {
  return file.replace(/\.ts$/, '');
}

function misnamed(units: readonly string[], folders: readonly string[]): string[] {
  return [
    ...units
      .filter((name) => !/^\w+\.\w+\.ts$/.test(name))
      .map((name) => `resolvers/${name} must be named Type.field.ts.`),
    ...folders.filter((name) => !/^\w+\.\w+$/.test(name)).map((name) => `resolvers/${name}/ must be named Type.field.`),
  ];
}

function againstSchema(resolvers: readonly ResolverFiles[], fields: readonly string[]): string[] {
  const names = resolvers.map(nameOf);
  return [
    ...names
      .filter((name) => !fields.includes(name))
      .map((name) => `infra/pipelines.ts lists ${name}, which schema.graphql does not have.`),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `infra/pipelines.ts lists ${name} as a pipeline and as a unit resolver: keep one.`),
    ...fields
      .filter((name) => ROOT_TYPES.includes(name.split('.')[0] ?? '') && !names.includes(name))
      .map((name) => `${name} of schema.graphql has no resolver: add it to infra/pipelines.ts.`),
  ];
}

function againstFiles(resolvers: readonly ResolverFiles[], files: readonly string[]): string[] {
  const used = new Set(resolvers.flatMap(({ steps }) => steps.map(({ file }) => file)));
  return [
    ...[...used]
      .filter((file) => !files.includes(file))
      .map((file) => `infra/pipelines.ts lists ${file}, but resolvers/${file}.ts is missing.`),
    ...files
      .filter((file) => !used.has(file) && /^\w+\.\w+(?:\/|$)/.test(file))
      .map((file) => `resolvers/${file}.ts belongs to no resolver: add it to infra/pipelines.ts.`),
  ];
}

function tooLong(resolvers: readonly ResolverFiles[]): string[] {
  return resolvers
    .filter(({ steps }) => steps.length === 0 || steps.length > MOST_FUNCTIONS)
    .map((resolver) => `${nameOf(resolver)} has ${resolver.steps.length} steps; AppSync runs 1 to ${MOST_FUNCTIONS}.`);
}

function fieldsOf(schema: string): string[] {
  return parse(schema)
    .definitions.filter((node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap(({ name, fields = [] }) => fields.map((field) => `${name.value}.${field.name.value}`));
}
