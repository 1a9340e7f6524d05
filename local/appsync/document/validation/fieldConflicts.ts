import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

import { limits } from '../../limits.ts';
import { argumentsText } from './argumentsText.ts';

/** Two fields that one answer cannot hold under one name. */
export interface FieldConflict {
  readonly node: FieldNode;
  /** In graphql-java's words. */
  readonly description: string;
}

/** A field of a selection set, with what the schema says of it. */
interface Selected {
  readonly id: number;
  readonly node: FieldNode;
  readonly parent: GraphQLNamedType | undefined;
  readonly type: GraphQLOutputType | undefined;
}

/** Fields by the name that they have in the answer. */
type Selection = ReadonlyMap<string, readonly Selected[]>;

/** What selects something: a selection set, and the type that it selects from. */
type Source = readonly [set: SelectionSetNode, parent: GraphQLNamedType | undefined];

/** Selections that the search looks at before it gives up. */
const mostSteps = 3 * limits.fieldsPerOperation;

/** Raised when a document selects more than the search may look at. */
export class TooManyFields extends Error {}

/**
 * Finds fields that cannot be merged. It compares all fields of one name at once, so that its time grows with the number
 * of fields: graphql-js compares them in pairs, which takes seconds for a document within AppSync's limits. graphql-java,
 * which AppSync runs on, does the same (GraphQL specification, "Field Selection Merging";
 * https://tech.xing.com/graphql-overlapping-fields-can-be-merged-fast-ea6e92e0a01).
 */
export class ConflictSearch {
  readonly #schema: GraphQLSchema;
  readonly #fragment: (name: string) => FragmentDefinitionNode | null | undefined;
  readonly #known = new Map<FieldNode, Selected>();
  readonly #compared = { shape: new Set<string>(), name: new Set<string>() };
  readonly #conflicts = new Map<FieldNode, FieldConflict>();
  #steps = 0;

  constructor(schema: GraphQLSchema, fragment: (name: string) => FragmentDefinitionNode | null | undefined) {
    this.#schema = schema;
    this.#fragment = fragment;
  }

  /** Answers with the conflicts of an operation. Raises TooManyFields when its selections are too many. */
  conflictsOf({ operation, selectionSet }: OperationDefinitionNode): readonly FieldConflict[] {
    this.#conflicts.clear();
    const sources: readonly Source[] = [[selectionSet, this.#schema.getRootType(operation) ?? undefined]];
    this.#search(sources, 'name', commonParents, nameConflict);
    this.#search(sources, 'shape', (fields) => [fields], shapeConflict);
    return [...this.#conflicts.values()];
  }

  /** Level by level, without recursion: documents may nest deeper than the stack. */
  #search(
    sources: readonly Source[],
    kind: 'shape' | 'name',
    groupsOf: (fields: readonly Selected[]) => readonly (readonly Selected[])[],
    conflictIn: (fields: readonly Selected[]) => FieldConflict | null,
  ): void {
    const pending: { readonly selection: Selection; readonly path: string }[] = [
      { selection: this.#select(sources), path: '' },
    ];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const [name, fields] of next.selection) {
        for (const group of groupsOf(fields)) {
          this.#step(group.length);
          const below = group.flatMap(sourceIn);
          if (below.length > 0 && this.#hasCompared(kind, group)) continue;
          // A path begins where several fields are merged.
          const path = next.path === '' ? name : `${next.path}/${name}`;
          const conflict = conflictIn(group);
          if (conflict !== null) this.#note(conflict, path);
          else if (below.length > 0) {
            pending.push({ selection: this.#select(below), path: group.length > 1 ? path : next.path });
          }
        }
      }
    }
  }

  /** Fragments bring the same fields together at many places. */
  #hasCompared(kind: 'shape' | 'name', group: readonly Selected[]): boolean {
    const key = group.map(({ id }) => id).join();
    const isKnown = this.#compared[kind].has(key);
    this.#compared[kind].add(key);
    return isKnown;
  }

  #note({ node, description }: FieldConflict, path: string): void {
    if (!this.#conflicts.has(node)) this.#conflicts.set(node, { node, description: `${path}: ${description}` });
  }

  #select(sources: readonly Source[]): Selection {
    const selection = new Map<string, Selected[]>();
    const visited = new Set<string>();
    const pending = [...sources].reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const [{ selections }, parent] = next;
      this.#step(selections.length);
      const inner: Source[] = [];
      for (const node of selections) {
        if (node.kind === Kind.FIELD) {
          const name = (node.alias ?? node.name).value;
          const others = selection.get(name);
          if (others === undefined) selection.set(name, [this.#selected(node, parent)]);
          else others.push(this.#selected(node, parent));
        } else if (node.kind === Kind.INLINE_FRAGMENT) {
          const condition = node.typeCondition;
          inner.push([node.selectionSet, condition ? typeFromAST(this.#schema, condition) : parent]);
        } else if (!visited.has(node.name.value)) {
          visited.add(node.name.value);
          const fragment = this.#fragment(node.name.value);
          if (fragment) inner.push([fragment.selectionSet, typeFromAST(this.#schema, fragment.typeCondition)]);
        }
      }
      pending.push(...inner.reverse());
    }
    return selection;
  }

  #selected(node: FieldNode, parent: GraphQLNamedType | undefined): Selected {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const selected = { id: this.#known.size, node, parent, type: fields[node.name.value]?.type };
    this.#known.set(node, selected);
    return selected;
  }

  #step(count: number): void {
    this.#steps += count;
    if (this.#steps > mostSteps) throw new TooManyFields();
  }
}

function sourceIn({ node: { selectionSet }, type }: Selected): readonly Source[] {
  return selectionSet === undefined ? [] : [[selectionSet, getNamedType(type)]];
}

/** Fields of different objects never stand in one answer; those of an interface stand beside those of each object. */
function commonParents(fields: readonly Selected[]): readonly (readonly Selected[])[] {
  if (fields.length === 1) return [fields];
  const groups = new Map<GraphQLNamedType, Selected[]>();
  const shared: Selected[] = [];
  for (const field of fields) {
    if (!isObjectType(field.parent)) shared.push(field);
    else if (groups.has(field.parent)) groups.get(field.parent)?.push(field);
    else groups.set(field.parent, [field]);
  }
  return groups.size === 0 ? [shared] : [...groups.values()].map((group) => [...group, ...shared]);
}

function nameConflict([first, ...others]: readonly Selected[]): FieldConflict | null {
  if (first === undefined || others.length === 0) return null;
  const { name, arguments: given } = first.node;
  const text = argumentsText(given);
  for (const { node } of others) {
    if (node.name.value !== name.value) {
      return { node: first.node, description: `${name.value} and ${node.name.value} are different fields` };
    }
    if (argumentsText(node.arguments) !== text) {
      return { node: first.node, description: 'they have differing arguments' };
    }
  }
  return null;
}

function shapeConflict([first, ...others]: readonly Selected[]): FieldConflict | null {
  if (first?.type === undefined) return null;
  for (const { type } of others) {
    const description = type === undefined ? null : shapeDifference(first.type, type);
    if (description !== null) return { node: first.node, description };
  }
  return null;
}

function shapeDifference(one: GraphQLOutputType, other: GraphQLOutputType): string | null {
  if (one === other) return null;
  if (isNonNullType(one) || isNonNullType(other)) {
    if (!isNonNullType(one) || !isNonNullType(other)) return 'fields have different nullability shapes';
    return shapeDifference(one.ofType, other.ofType);
  }
  if (isListType(one) || isListType(other)) {
    if (!isListType(one) || !isListType(other)) return 'fields have different list shapes';
    return shapeDifference(one.ofType, other.ofType);
  }
  if (!isLeafType(one) && !isLeafType(other)) return null;
  return `they return differing types ${one.name} and ${other.name}`;
}
