import { differs } from '../basis.ts';
import { asNode, isFunction, nodesIn } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** Nodes that do something when they are evaluated. Reading a variable or a property does nothing. */
const executing = new Set([
  ...['CallExpression', 'NewExpression', 'TaggedTemplateExpression', 'ImportExpression'],
  ...['AssignmentExpression', 'UpdateExpression', 'AwaitExpression', 'YieldExpression'],
]);

/** AWS always evaluates the right side of `??`; the value of the expression is right all the same. */
export const nullish = ownRule(
  'no-call-after-nullish',
  'LINT_ERROR',
  { always: differs('certain', 'aws-appsync-community#403') },
  (report, code) => ({
    'LogicalExpression[operator="??"]': (node: { readonly right: unknown }) => {
      const stops = (inner: { readonly type: string }) => executing.has(inner.type);
      for (const inner of nodesIn(asNode(node.right), code, (each) => isFunction(each) || stops(each))) {
        const isDeletion = inner.type === 'UnaryExpression' && inner.operator === 'delete';
        if (!stops(inner) && !isDeletion) continue;
        report(
          inner,
          'always',
          'AppSync always executes what is right of ??. Use an if statement or a ternary instead.',
        );
      }
    },
  }),
);
