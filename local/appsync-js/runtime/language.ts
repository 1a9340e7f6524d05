import type { Problem } from './codeError.ts';
import type { Fields } from './tree.ts';

type Refusal = readonly [rule: string, value: string];

/**
 * The parts of JavaScript that APPSYNC_JS lacks, by syntax node type (AWS AppSync developer guide, "JavaScript runtime
 * features": supported features). The realm relies on this list too: without classes, async functions and regular
 * expressions, a module reaches no constructor. Rules of AppSync's ESLint plugin keep their names. `for-of` is not in
 * the list: a user reports that AWS refuses it, but the guide lists it as supported and the plugin accepts it.
 */
const refusedNodes: Readonly<Record<string, Refusal>> = {
  ForStatement: ['no-for', 'For statements are not supported. Use for-of or for-in.'],
  WhileStatement: ['no-while', 'While statements are not supported. Use for-of or for-in.'],
  DoWhileStatement: ['no-while', 'Do-while statements are not supported. Use for-of or for-in.'],
  ContinueStatement: ['no-continue', 'Continue statements are not supported.'],
  LabeledStatement: ['no-labels', 'Labels are not supported.'],
  DebuggerStatement: ['no-debugger', 'Debugger statements are not supported.'],
  TryStatement: ['no-try', 'Try statements are not supported.'],
  ThrowStatement: ['no-throw', 'Throw statements are not supported. Use util.error().'],
  ClassDeclaration: ['no-classes', 'Classes are not supported.'],
  ClassExpression: ['no-classes', 'Classes are not supported.'],
  ThisExpression: ['no-this', 'this is not supported.'],
  Super: ['no-classes', 'super is not supported.'],
  NewExpression: ['no-new', 'The operator new is not supported.'],
  AwaitExpression: ['no-await', 'Await expressions are not supported.'],
  YieldExpression: ['no-yield', 'Generators are not supported.'],
  MetaProperty: ['no-meta-properties', 'import.meta and new.target are not supported.'],
  ImportExpression: ['no-dynamic-import', 'Dynamic imports are not supported.'],
  UpdateExpression: ['no-disallowed-unary-operators', 'The operators ++ and -- are not supported. Use += 1 or -= 1.'],
};

const refusedOperators: Readonly<Record<string, Refusal>> = {
  '~': ['no-disallowed-unary-operators', 'The operator ~ is not supported.'],
  in: ['no-in-operator', 'in operator is not supported. Use Object.hasOwn().'],
  instanceof: ['no-disallowed-binary-operators', 'The operator instanceof is not supported.'],
};

/** Returns the reason why APPSYNC_JS refuses this node itself, without its children; null if it accepts the node. */
export function refusal(node: Fields): Problem | null {
  const refused = refusedForm(node) ?? refusedNodes[node.type];
  return refused ? { errorType: 'UNSUPPORTED_SYNTAX_TYPE', rule: refused[0], value: refused[1] } : null;
}

/** Nodes that are refused because of the value of a field. */
function refusedForm(node: Fields): Refusal | undefined {
  if (node['async'] === true || node['await'] === true) {
    return ['no-async', 'Async functions and loops are not supported.'];
  }
  if (node['generator'] === true) return ['no-generators', 'Generators are not supported.'];
  if (node.type === 'Property' && node['kind'] !== 'init') {
    return ['no-accessors', 'Getters and setters are not supported.'];
  }
  if (node.type === 'Literal' && node['regex'] !== undefined) {
    return ['no-regex', 'Regex literals are not supported. Give util.matches() the pattern as a string.'];
  }
  if (node.type === 'Literal' && node['bigint'] !== undefined) {
    return ['no-bigint', 'BigInt literals are not supported.'];
  }
  const isOperation = node.type === 'UnaryExpression' || node.type === 'BinaryExpression';
  return isOperation ? refusedOperators[String(node['operator'])] : undefined;
}
