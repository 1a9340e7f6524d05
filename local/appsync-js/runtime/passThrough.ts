import type { Node, Program } from 'acorn';

import { type Fields, isNode } from './tree.ts';

/** The return value of a handler that does nothing else: an empty object, its `ctx.result` or its `ctx.prev.result`. */
export type PassThrough = 'nothing' | 'result' | 'prev.result';

/**
 * Finds the handlers that only return what they got, as most pipeline resolvers do; their result is known without a
 * run. It finds none in a module that does more than declare functions.
 * @param exported maps each exported name to its name in the module
 */
export function passThrough(program: Program, exported: ReadonlyMap<string, string>): ReadonlyMap<string, PassThrough> {
  const functions = new Map<string, Fields>();
  for (const node of program.body as readonly Node[] as readonly Fields[]) {
    if (node.type === 'ImportDeclaration') continue;
    const declaration = node.type === 'ExportNamedDeclaration' ? node['declaration'] : node;
    if (!isNode(declaration)) continue;
    if (declaration.type !== 'FunctionDeclaration') return new Map();
    functions.set(nameOf(declaration['id']) ?? '', declaration);
  }
  const found = new Map<string, PassThrough>();
  for (const [name, local] of exported) {
    const answer = answerOf(functions.get(local));
    if (answer !== null) found.set(name, answer);
  }
  return found;
}

function answerOf(declaration: Fields | undefined): PassThrough | null {
  if (declaration === undefined) return null;
  const [context, ...more] = declaration['params'] as readonly Fields[];
  // Destructuring the context can fail.
  if (context !== undefined && nameOf(context) === null) return null;
  const [statement, ...others] = (declaration['body'] as Fields)['body'] as readonly Fields[];
  if (statement?.type !== 'ReturnStatement' || others.length > 0 || more.length > 0) return null;
  const answer = statement['argument'];
  if (!isNode(answer)) return null;
  if (answer.type === 'ObjectExpression') return (answer['properties'] as unknown[]).length === 0 ? 'nothing' : null;
  const path = pathOf(answer);
  const [first, ...rest] = path ?? [];
  if (first === undefined || first !== nameOf(context)) return null;
  const text = rest.join('.');
  return text === 'result' || text === 'prev.result' ? text : null;
}

/** Returns the names in `a.b.c`; null for any other expression. */
function pathOf(node: Fields): string[] | null {
  const name = nameOf(node);
  if (name !== null) return [name];
  if (node.type !== 'MemberExpression' || node['computed'] === true || node['optional'] === true) return null;
  const object = pathOf(node['object'] as Fields);
  const property = nameOf(node['property']);
  return object && property !== null ? [...object, property] : null;
}

function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : null;
}
