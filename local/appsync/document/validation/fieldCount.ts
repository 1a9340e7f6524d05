import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

import { limits } from '../../limits.ts';

/** The maximum number of fields and spreads to visit before an operation counts as too large. */
const mostSteps = 3 * limits.fieldsPerOperation;

/** The answer to such an operation. The rest of the sentence is not known from AWS. */
export const tooManyFields = `Maximum field count exceeded: an operation selects more than ${limits.fieldsPerOperation} fields.`;

/**
 * Whether an operation of a valid document selects more fields than graphql-java, on which AppSync runs, allows
 * (`ExecutableNormalizedOperationFactory`, 100,000). With nested fragments a short document can select billions of
 * fields, and the selection lists of resolvers would name each of them.
 */
export function hasTooManyFields(document: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  return document.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && !new Count(fragments).add([node.selectionSet]),
  );
}

class Count {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #fields = 0;
  #steps = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  /** Counts the fields of merged selection sets. Returns false if there are too many. */
  add(sets: readonly SelectionSetNode[]): boolean {
    const fields = new Map<string, SelectionSetNode[]>();
    const visited = new Set<string>();
    for (const set of sets) this.#collect(set, fields, visited);
    this.#fields += fields.size;
    for (const below of fields.values()) {
      if (this.#fields > limits.fieldsPerOperation || this.#steps > mostSteps) return false;
      if (below.length > 0 && !this.add(below)) return false;
    }
    return this.#fields <= limits.fieldsPerOperation;
  }

  #collect({ selections }: SelectionSetNode, fields: Map<string, SelectionSetNode[]>, visited: Set<string>): void {
    for (const node of selections) {
      this.#steps += 1;
      if (node.kind === Kind.INLINE_FRAGMENT) this.#collect(node.selectionSet, fields, visited);
      else if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const below = fields.get(key) ?? [];
        if (node.selectionSet !== undefined) below.push(node.selectionSet);
        fields.set(key, below);
      } else if (!visited.has(node.name.value)) {
        visited.add(node.name.value);
        const fragment = this.#fragments.get(node.name.value);
        if (fragment !== undefined) this.#collect(fragment.selectionSet, fields, visited);
      }
    }
  }
}
