import type { Node } from 'acorn';

/** A syntax node with whatever fields its type has. */
export type Fields = Node & Readonly<Record<string, unknown>>;

/** The nodes that stand directly inside one. Written for speed: every node of all code comes by here. */
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

/** The name of an Identifier, or the text of the Literal that `export { f as "x y" }` has in its place. */
export function identifier(node: unknown): string {
  const { name, value } = node as { name?: string; value?: unknown };
  return name ?? String(value);
}
