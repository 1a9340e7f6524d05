import type { Node } from 'acorn';

/**
 * What APPSYNC_JS leaves out of JavaScript, by the type of its syntax node
 * (AWS AppSync developer guide, "JavaScript runtime features": supported features). The realm relies on it too: what
 * cannot be written (a class, an async function, a regular expression) leads to no constructor.
 */
const refusedNodes: Readonly<Record<string, string>> = {
  ForStatement: 'For statements are not supported. Use for-of or for-in.',
  WhileStatement: 'While statements are not supported. Use for-of or for-in.',
  DoWhileStatement: 'Do-while statements are not supported. Use for-of or for-in.',
  ContinueStatement: 'Continue statements are not supported.',
  LabeledStatement: 'Labels are not supported.',
  DebuggerStatement: 'Debugger statements are not supported.',
  TryStatement: 'Try statements are not supported.',
  ThrowStatement: 'Throw statements are not supported. Use util.error().',
  ClassDeclaration: 'Classes are not supported.',
  ClassExpression: 'Classes are not supported.',
  ThisExpression: 'this is not supported.',
  Super: 'super is not supported.',
  NewExpression: 'The operator new is not supported.',
  AwaitExpression: 'Await expressions are not supported.',
  YieldExpression: 'Generators are not supported.',
  MetaProperty: 'import.meta and new.target are not supported.',
  ImportExpression: 'Dynamic imports are not supported.',
  UpdateExpression: 'The operators ++ and -- are not supported. Use += 1 or -= 1.',
};

const refusedOperators: Readonly<Record<string, string>> = {
  '~': 'The operator ~ is not supported.',
  in: 'in operator is not supported. Use Object.hasOwn().',
  instanceof: 'The operator instanceof is not supported.',
};

/** Why APPSYNC_JS refuses this node itself (not what stands inside it); null if it does not. */
export function refusal(node: Node & Readonly<Record<string, unknown>>): string | null {
  if (node['async'] === true || node['await'] === true) return 'Async functions and loops are not supported.';
  if (node['generator'] === true) return 'Generators are not supported.';
  if (node.type === 'Literal' && node['regex'] !== undefined) {
    return 'Regex literals are not supported. Give util.matches() the pattern as a string.';
  }
  if (node.type === 'Literal' && node['bigint'] !== undefined) return 'BigInt literals are not supported.';
  if (node.type === 'UnaryExpression' || node.type === 'BinaryExpression') {
    return refusedOperators[String(node['operator'])] ?? null;
  }
  return refusedNodes[node.type] ?? null;
}
