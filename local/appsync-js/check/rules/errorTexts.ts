import type { SourceCode } from 'eslint';

import { differs } from '../basis.ts';
import { pathOf, valueOf } from '../names.ts';
import { asNode, unchained } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** The type check reports typed values that are no text under this name too. */
export const errorTextsRule = 'no-untyped-error';
export const errorTextsBasis = differs('certain', 'aws-appsync-community#384');

/** `util.error` with a message or type that is no text does nothing, and the handler goes on. */
export const errorTexts = ownRule(
  errorTextsRule,
  'LINT_ERROR',
  { literal: errorTextsBasis, result: differs('likely', errorTextsBasis.source) },
  (report, code) => ({
    CallExpression: (node) => {
      if (pathOf(node.callee, code)?.join('.') !== 'util.error') return;
      const [message, type] = node.arguments;
      const given = [
        { argument: message, what: 'message', isOptional: false },
        { argument: type, what: 'type', isOptional: true },
      ];
      for (const { argument, what, isOptional } of given) {
        if (argument === undefined) continue;
        const kind = kindOf(argument, code);
        if (kind === 'text' || (kind === 'null' && isOptional)) continue;
        const advice = `util.error does nothing if its ${what} is not a string. Use a template literal.`;
        report(asNode(argument), kind === 'result' ? 'result' : 'literal', advice);
      }
    },
  }),
);

type Kind = 'text' | 'null' | 'other' | 'result';

/** What an expression is, as far as it is written out; a value that cannot be seen counts as text. */
function kindOf(expression: unknown, code: SourceCode): Kind {
  if (isFromDataSource(expression, code)) return 'result';
  const node = valueOf(expression, code);
  switch (node.type) {
    case 'Literal':
      if (node.value === null) return 'null';
      return typeof node.value === 'string' ? 'text' : 'other';
    case 'Identifier':
      return node.name === 'undefined' ? 'null' : 'text';
    case 'UnaryExpression':
      if (node.operator === 'void') return 'null';
      return node.operator === 'typeof' ? 'text' : 'other';
    case 'ConditionalExpression':
      return worse(kindOf(node.consequent, code), kindOf(node.alternate, code));
    case 'LogicalExpression':
      return worse(kindOf(node.left, code), kindOf(node.right, code));
    case 'BinaryExpression':
      return node.operator === '+' ? 'text' : 'other';
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return 'other';
    default:
      return isFromDataSource(node, code) ? 'result' : 'text';
  }
}

function worse(one: Kind, other: Kind): Kind {
  const order: readonly Kind[] = ['text', 'null', 'result', 'other'];
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}

/** Values of `ctx.result` and `ctx.prev` may be of any type. */
function isFromDataSource(expression: unknown, code: SourceCode): boolean {
  const [root, member = ''] = pathOf(unchained(expression), code) ?? [];
  return root === 'ctx' && ['result', 'prev'].includes(member);
}
