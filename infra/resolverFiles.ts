import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { MOST_FUNCTIONS } from '../local/appsync/check/synthesis.ts';

/** A resolver as the tree under `resolvers/` has it. */
export interface ResolverFiles {
  readonly typeName: string;
  readonly fieldName: string;
  /** `Type.field` for a unit resolver, `Type.field/1.step` and so on for a pipeline: paths without `.ts`. */
  readonly files: readonly string[];
  readonly isPipeline: boolean;
}

/** Fields of these types have no value but what a resolver gives them. */
const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'];

/**
 * Reads the resolvers that a folder holds: `Type.field.ts`, or a folder `Type.field/` of steps `1.name.ts`, `2.name.ts`…
 * @param folder absolute path
 * @param schema SDL
 * @throws Error with one sentence for each file without a field, field without a file, and step out of order
 */
export function readResolverFiles(folder: string, schema: string): ResolverFiles[] {
  const fields = fieldsOf(schema);
  const resolvers = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'lib' && name !== 'tsconfig.json')
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((entry) => (entry.isDirectory() ? pipeline(folder, entry.name) : unit(entry.name)));
  const names = resolvers.map(({ typeName, fieldName }) => `${typeName}.${fieldName}`);
  const problems = [
    ...names
      .filter((name) => !fields.includes(name))
      .map((name) => `resolvers/${name} stands for no field of schema.graphql.`),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `resolvers/${name} is both a file and a folder.`),
    ...fields
      .filter((name) => ROOT_TYPES.includes(name.split('.')[0] ?? '') && !names.includes(name))
      .map((name) => `${name} of schema.graphql has no resolver: add resolvers/${name}.ts, or a folder of that name.`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return resolvers;
}

function fieldsOf(schema: string): string[] {
  return parse(schema)
    .definitions.filter((node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap(({ name, fields = [] }) => fields.map((field) => `${name.value}.${field.name.value}`));
}

function unit(file: string): ResolverFiles {
  const [, typeName, fieldName] = /^(\w+)\.(\w+)\.ts$/.exec(file) ?? [];
  if (!typeName || !fieldName) throw new Error(`resolvers/${file} is not named as a resolver is: Type.field.ts.`);
  return { typeName, fieldName, files: [`${typeName}.${fieldName}`], isPipeline: false };
}

function pipeline(root: string, folder: string): ResolverFiles {
  const [, typeName, fieldName] = /^(\w+)\.(\w+)$/.exec(folder) ?? [];
  if (!typeName || !fieldName) throw new Error(`resolvers/${folder}/ is not named as a pipeline is: Type.field.`);
  const steps = readdirSync(join(root, folder)).sort((a, b) => numberOf(a) - numberOf(b));
  if (steps.length === 0 || steps.length > MOST_FUNCTIONS) {
    throw new Error(`resolvers/${folder}/ has ${steps.length} steps; AppSync runs 1 to ${MOST_FUNCTIONS}.`);
  }
  steps.forEach((step, at) => {
    if (!/^\d+\.\w+\.ts$/.test(step) || numberOf(step) !== at + 1) {
      throw new Error(
        `resolvers/${folder}/${step} should be ${at + 1}.<name>.ts: steps are numbered from 1, without a gap.`,
      );
    }
  });
  return {
    typeName,
    fieldName,
    files: steps.map((step) => `${folder}/${step.slice(0, -'.ts'.length)}`),
    isPipeline: true,
  };
}

function numberOf(step: string): number {
  return Number.parseInt(step, 10);
}
