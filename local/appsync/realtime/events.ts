import { type FieldNode, type GraphQLResolveInfo, isObjectType, Kind, type SelectionNode } from 'graphql';

import { isRecord } from './messages.ts';

/** The event that a mutation publishes to its subscribers. */
export interface MutationEvent {
  readonly mutation: string;
  /** The mutation's result under the fields' own names; it lacks the fields that the mutation did not select. */
  readonly value: unknown;
}

/**
 * Creates the event of a successful mutation; null if the mutation's result is null, because AppSync then publishes
 * nothing.
 * @param data the `data` of the response
 */
export function eventOf(info: GraphQLResolveInfo, data: unknown): MutationEvent | null {
  const answer = isRecord(data) ? data[String(info.path.key)] : null;
  if (answer === null || answer === undefined) return null;
  return { mutation: info.fieldName, value: unaliased(answer, info.fieldNodes, info) };
}

function unaliased(value: unknown, nodes: readonly FieldNode[], info: GraphQLResolveInfo): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => unaliased(item, nodes, info));
  if (!isRecord(value)) return value;
  const selections = nodes.flatMap((node) => node.selectionSet?.selections ?? []);
  const fields = selectedFields(selections, typeOf(value, selections), info);
  const named: Record<string, unknown> = {};
  for (const [key, [first, ...merged]] of fields) {
    const name = first.name.value;
    // A field that is selected twice with different arguments appears once.
    if (Object.hasOwn(value, key) && !Object.hasOwn(named, name)) {
      named[name] = unaliased(value[key], [first, ...merged], info);
    }
  }
  return named;
}

/** The name of an object's type, if the mutation selected `__typename`. */
function typeOf(value: Readonly<Record<string, unknown>>, selections: readonly SelectionNode[]): unknown {
  const node = selections.find((each) => each.kind === Kind.FIELD && each.name.value === '__typename');
  return node?.kind === Kind.FIELD ? value[(node.alias ?? node.name).value] : undefined;
}

type Fields = Map<string, [FieldNode, ...FieldNode[]]>;

/** The selected fields by response key, including those of fragments. Skipped fields are not in the result anyway. */
function selectedFields(
  selections: readonly SelectionNode[],
  type: unknown,
  info: GraphQLResolveInfo,
  found: Fields = new Map(),
  visited = new Set<string>(),
): Fields {
  for (const node of selections) {
    if (node.kind === Kind.FIELD) {
      const key = (node.alias ?? node.name).value;
      const known = found.get(key);
      if (known === undefined) found.set(key, [node]);
      else known.push(node);
      continue;
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? info.fragments[node.name.value] : node;
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      // GraphQL specification, CollectFields: a fragment that is spread twice counts once.
      if (visited.has(node.name.value)) continue;
      visited.add(node.name.value);
    }
    if (fragment !== undefined && mayApply(fragment.typeCondition?.name.value, type, info)) {
      selectedFields(fragment.selectionSet.selections, type, info, found, visited);
    }
  }
  return found;
}

function mayApply(condition: string | undefined, type: unknown, { schema }: GraphQLResolveInfo): boolean {
  if (condition === undefined || type === undefined) return true;
  return condition === type || !isObjectType(schema.getType(condition));
}
