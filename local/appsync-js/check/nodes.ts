import type { Rule, SourceCode } from 'eslint';

export type Call = Extract<Rule.Node, { type: 'CallExpression' }>;
export type Member = Extract<Rule.Node, { type: 'MemberExpression' }>;

/** What nodes of the syntax tree are to each other: ESLint's types leave out that every node has a parent. */
export function asNode(node: unknown): Rule.Node {
  return node as Rule.Node;
}

/** The nodes that stand directly inside one. */
export function childrenOf(node: Rule.Node, code: SourceCode): readonly Rule.Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  const keys = code.visitorKeys[node.type] ?? [];
  // Nodes of TypeScript's parser leave optional parts out.
  type Child = Rule.Node | null | undefined;
  return keys.flatMap((key) => fields[key] as Child | Child[]).filter((child) => child !== null && child !== undefined);
}

/** A node and all nodes inside it, without those below a node that `stop` accepts. */
export function* nodesIn(
  node: Rule.Node,
  code: SourceCode,
  stop: (node: Rule.Node) => boolean = () => false,
): Generator<Rule.Node> {
  yield node;
  if (stop(node)) return;
  for (const child of childrenOf(node, code)) yield* nodesIn(child, code, stop);
}

export function isFunction(node: Rule.Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** The expression inside `a?.b` as a whole. */
export function unchained(node: unknown): Rule.Node {
  const given = asNode(node);
  return given.type === 'ChainExpression' ? asNode(given.expression) : given;
}

/** The name of a property, where it is written out: `a.b`, `a['b']`. */
export function memberName(node: Member): string | null {
  const property = asNode(node.property);
  if (!node.computed) return property.type === 'Identifier' ? property.name : null;
  return literalText(property);
}

/** The name of a key in an object or a pattern, where it is written out. */
export function keyName(property: { readonly key: unknown; readonly computed: boolean }): string | null {
  const key = asNode(property.key);
  if (!property.computed && key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : literalText(key);
}

function literalText(node: Rule.Node): string | null {
  if (node.type === 'Literal') return String(node.value);
  if (node.type !== 'TemplateLiteral' || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

/** The object and the name of a called method: `a.b()`, `a?.b()`, `a['b']()`. */
export function calledMethod(
  call: Call,
): { readonly object: Rule.Node; readonly name: string; readonly callee: Member } | null {
  const callee = unchained(call.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = memberName(callee);
  return name === null ? null : { object: unchained(callee.object), name, callee };
}
