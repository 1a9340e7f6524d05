import {
  type FieldNode,
  getDirectiveValues,
  getNamedType,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  isCompositeType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface Selection {
  readonly list: readonly string[];
  readonly text: string;
}

interface Remembered extends Selection {
  readonly parentType: string;
}

const remembered = new WeakMap<FieldNode, Remembered>();

/**
 * The selection below the field, as `ctx.info` contains it: slash-separated paths of aliases, and the text. Only
 * fragments on the field's own type count (AWS AppSync developer guide, "AppSync JavaScript resolver context object
 * reference").
 */
export function selectionOf(info: GraphQLResolveInfo): Selection {
  const [node, ...merged] = info.fieldNodes;
  const known = node && remembered.get(node);
  if (known?.parentType === info.parentType.name && merged.length === 0) return known;
  const walk = new Walk(info);
  const list = walk.paths(info.fieldNodes, info.returnType);
  const selections = info.fieldNodes.flatMap((field) => field.selectionSet?.selections ?? []);
  const text = selections.length === 0 ? '' : print({ kind: Kind.SELECTION_SET, selections });
  if (node && merged.length === 0 && !walk.variable) {
    remembered.set(node, { list, text, parentType: info.parentType.name });
  }
  return { list, text };
}

/**
 * The part of an object that a query selects, with the query's aliases: this part of `util.error`'s data is in the
 * answer.
 */
export function selectedPart(data: unknown, info: GraphQLResolveInfo): unknown {
  return new Walk(info).pick(data, info.fieldNodes, info.returnType);
}

class Walk {
  /** Set when a directive with variables was found, so the result is only valid for this request. */
  variable = false;
  readonly #info: GraphQLResolveInfo;

  constructor(info: GraphQLResolveInfo) {
    this.#info = info;
  }

  paths(nodes: readonly FieldNode[], type: GraphQLOutputType, prefix = '', found: string[] = []): string[] {
    for (const [key, { children, fieldType }] of this.#fields(nodes, type)) {
      found.push(prefix + key);
      if (fieldType !== null) this.paths(children, fieldType, `${prefix}${key}/`, found);
    }
    return found;
  }

  pick(data: unknown, nodes: readonly FieldNode[], type: GraphQLOutputType): unknown {
    if (Array.isArray(data)) return data.map((item) => this.pick(item, nodes, type));
    if (typeof data !== 'object' || data === null || !isCompositeType(getNamedType(type))) return data;
    const picked: Record<string, unknown> = {};
    for (const [key, { name, children, fieldType }] of this.#fields(nodes, type)) {
      const value = (data as Record<string, unknown>)[name];
      if (value !== undefined) picked[key] = fieldType === null ? value : this.pick(value, children, fieldType);
    }
    return picked;
  }

  /** The selected fields by response key; nodes with the same key are merged. */
  #fields(nodes: readonly FieldNode[], type: GraphQLOutputType): Map<string, Selected> {
    const found = new Map<string, Selected>();
    const parent = getNamedType(type);
    if (!isCompositeType(parent)) return found;
    const visited = new Set<string>();
    for (const { selectionSet } of nodes) this.#collect(selectionSet, parent, { found, visited });
    return found;
  }

  #collect(set: SelectionSetNode | undefined, parent: GraphQLCompositeType, into: Collected): void {
    for (const node of set?.selections ?? []) {
      if (!this.#included(node)) continue;
      if (node.kind === Kind.FIELD) this.#add(node, parent, into.found);
      else this.#collectFragment(node, parent, into);
    }
  }

  #add(node: FieldNode, parent: GraphQLCompositeType, found: Map<string, Selected>): void {
    const key = (node.alias ?? node.name).value;
    const known = found.get(key);
    if (known !== undefined) {
      known.children.push(node);
      return;
    }
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    found.set(key, { name: node.name.value, children: [node], fieldType: field?.type ?? null });
  }

  #collectFragment(node: Exclude<SelectionNode, FieldNode>, parent: GraphQLCompositeType, into: Collected): void {
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const { value: name } = node.name;
      // GraphQL specification, CollectFields: a fragment that is spread twice counts once.
      if (into.visited.has(name)) return;
      into.visited.add(name);
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#info.fragments[node.name.value] : node;
    const condition = fragment?.typeCondition?.name.value;
    if (condition === undefined || condition === parent.name) this.#collect(fragment?.selectionSet, parent, into);
  }

  #included(node: SelectionNode): boolean {
    if (node.directives === undefined || node.directives.length === 0) return true;
    this.variable = true;
    const { variableValues } = this.#info;
    const skipped = getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] === true;
    return !skipped && getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;
  }
}

/** The selected fields of one object, and the fragments visited for it. */
interface Collected {
  readonly found: Map<string, Selected>;
  readonly visited: Set<string>;
}

interface Selected {
  readonly name: string;
  readonly children: FieldNode[];
  readonly fieldType: GraphQLOutputType | null;
}
