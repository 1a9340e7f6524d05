import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  findBreakingChanges,
  getNamedType,
  type GraphQLSchema,
  isInputType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql';

import { projectFile } from '../../../infra/paths.ts';

/** The documents of the app that is built from this commit. */
export const CURRENT = 'app/operations';
/** A folder for each released version of the app: phones keep sending its documents. */
export const RELEASED = 'app/operations/released';

const NO_OPERATIONS = ['fragments.graphql', 'schema.graphql'];

/** File -> text of the operation with all fragments of its folder. */
export function documentsIn(folder: string): ReadonlyMap<string, string> {
  const path = projectFile(folder);
  const names = readdirSync(path).filter((name) => name.endsWith('.graphql') && !NO_OPERATIONS.includes(name));
  const fragments = join(path, 'fragments.graphql');
  const shared = existsSync(fragments) ? readFileSync(fragments, 'utf8') : '';
  return new Map(names.map((name) => [`${folder}/${name}`, `${readFileSync(join(path, name), 'utf8')}\n${shared}`]));
}

/** The folders of released versions. */
export function releases(): readonly string[] {
  if (!existsSync(projectFile(RELEASED))) return [];
  const entries = readdirSync(projectFile(RELEASED), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${RELEASED}/${name}`);
}

/** The schema of this text as AppSync sees it, with its scalars and directives. */
export function appsyncSchema(text = readFileSync(projectFile('schema.graphql'), 'utf8')): GraphQLSchema {
  return buildSchema(`${readFileSync(projectFile('local/appsync/schema/builtins.graphql'), 'utf8')}\n${text}`);
}

/** Why the schema would refuse these documents: a sentence each, with the file. */
export function problemsOf(documents: ReadonlyMap<string, string>, schema: GraphQLSchema): string[] {
  return [...documents].flatMap(([file, text]) =>
    validate(schema, parse(text))
      // A file has all fragments of its folder, and uses some.
      .filter(({ message }) => !/^Fragment ".*" is never used\.$/.test(message))
      .map(({ message }) => `${file}: ${message}`),
  );
}

/** The schema that a version of the app was released with. */
export function releasedSchema(folder: string): GraphQLSchema {
  return appsyncSchema(readFileSync(projectFile(`${folder}/schema.graphql`), 'utf8'));
}

/** What of the inputs that a released app may send is no longer taken, and which values it sends are gone. */
export function inputProblems(released: GraphQLSchema, schema: GraphQLSchema): string[] {
  const inputs = Object.values(released.getTypeMap()).filter(isInputType);
  const isAboutInput = (description: string) =>
    inputs.some(({ name }) => new RegExp(`\\b${name}\\b`).test(description));
  return findBreakingChanges(released, schema)
    .map(({ description }) => description)
    .filter(isAboutInput);
}

/** What a call with a document comes to at most. */
export interface Size {
  /** As AppSync counts it: a root field is one deep. */
  readonly depth: number;
  readonly resolvers: number;
}

/**
 * @param hasResolver whether a field, `Request.contacts`, has a resolver of its own
 * @param pageSize the items of a list that does not say its `limit`
 */
export function sizeOf(
  text: string,
  schema: GraphQLSchema,
  hasResolver: (field: string) => boolean,
  pageSize: number,
): Size {
  const document = parse(text);
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document has no operation.');
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation}.`);
  return measure(operation.selectionSet, root.name, { document, schema, hasResolver, pageSize }, 1);
}

interface Measuring {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly hasResolver: (field: string) => boolean;
  readonly pageSize: number;
}

/** @param times how many objects of the type there are at most */
function measure(set: SelectionSetNode, typeName: string, context: Measuring, times: number): Size {
  let size: Size = { depth: 0, resolvers: 0 };
  const add = ({ depth, resolvers }: Size) => {
    size = { depth: Math.max(size.depth, depth), resolvers: size.resolvers + resolvers };
  };
  const type = context.schema.getType(typeName);
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = context.document.definitions.find(
        (found) => found.kind === Kind.FRAGMENT_DEFINITION && found.name.value === selection.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) add(measure(fragment.selectionSet, typeName, context, times));
    } else if (selection.kind === Kind.FIELD) {
      const field = isObjectType(type) ? type.getFields()[selection.name.value] : undefined;
      if (field === undefined) continue;
      const resolvers = context.hasResolver(`${typeName}.${field.name}`) ? times : 0;
      const isList = field.name === 'items' && typeName.endsWith('Connection');
      const inner = selection.selectionSet
        ? measure(
            selection.selectionSet,
            getNamedType(field.type).name,
            { ...context, pageSize: limitOf(selection) ?? context.pageSize },
            isList ? times * context.pageSize : times,
          )
        : { depth: 0, resolvers: 0 };
      add({ depth: inner.depth + 1, resolvers: inner.resolvers + resolvers });
    }
  }
  return size;
}

/** The number that a field has as its `limit`. */
function limitOf({ arguments: given = [] }: FieldNode): number | undefined {
  const value = given.find(({ name }) => name.value === 'limit')?.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}
