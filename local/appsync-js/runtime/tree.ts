import type { Node } from 'acorn';

/** A syntax node with the fields of its type. */
export type Fields = Node & Readonly<Record<string, unknown>>;

/** The direct children of a node. It is written for speed, because it visits every node of all code. */
export function children(node: Fields): Fields[] {
  const found: Fields[] = [];
  for (const value of Object.values(node)) {
    if (!Array.isArray(value)) {
      if (isNode(value)) found.push(value);
      continue;
    }
    for (const item of value as readonly unknown[]) if (isNode(item)) found.push(item);
  }
  return found;
}

export function isNode(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Returns the name of an Identifier, or the text of the Literal in `export { f as "x y" }`. */
export function identifier(node: unknown): string {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? String(value);
}
