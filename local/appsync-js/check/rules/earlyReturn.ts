import type { Rule, SourceCode } from 'eslint';

import { differs } from '../basis.ts';
import { pathOf, valueOf, variableOf } from '../names.ts';
import { asNode } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** `runtime.earlyReturn` without a value ends the handler with the error "Runtime Error". */
export const earlyReturn = ownRule(
  'no-empty-early-return',
  'LINT_ERROR',
  { empty: differs('likely', 'aws-appsync-community#280') },
  (report, code) => ({
    CallExpression: (node) => {
      if (pathOf(node.callee, code)?.join('.') !== 'runtime.earlyReturn') return;
      const [value] = node.arguments;
      if (value !== undefined && !mayBeNull(value, code)) return;
      report(
        node,
        'empty',
        'earlyReturn fails on AppSync without a value. Return a value, or answer null in response.',
      );
    },
  }),
);

/** Whether an expression is null or undefined on one of the ways that are written out in it. */
function mayBeNull(expression: unknown, code: SourceCode): boolean {
  const node = valueOf(expression, code);
  switch (node.type) {
    case 'Literal':
      return node.value === null && !('regex' in node);
    case 'UnaryExpression':
      return node.operator === 'void';
    case 'ConditionalExpression':
      return mayBeNull(node.consequent, code) || mayBeNull(node.alternate, code);
    case 'LogicalExpression':
      return mayBeNull(node.right, code) || (node.operator === '&&' && mayBeNull(node.left, code));
    case 'Identifier':
      return node.name === 'undefined' || isNeverWritten(node, code);
    default:
      return false;
  }
}

/** `let nothing;` */
function isNeverWritten(identifier: Rule.Node, code: SourceCode): boolean {
  const variable = variableOf(identifier, code);
  const [definition] = variable?.defs ?? [];
  if (definition?.type !== 'Variable' || definition.node.init) return false;
  const loop = asNode(definition.node).parent?.parent?.type ?? '';
  const isLoop = loop === 'ForOfStatement' || loop === 'ForInStatement';
  return !isLoop && !variable?.references.some((reference) => reference.isWrite());
}
