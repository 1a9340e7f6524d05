import { refused } from '../basis.ts';
import { functionOf } from '../names.ts';
import { asNode, calledMethod, isFunction } from '../nodes.ts';
import { ownRule } from '../rule.ts';
import { isArray, isUnknown } from '../types.ts';

/** Methods of arrays that take a function (AWS AppSync developer guide, "Supported runtime features"). */
const callbacks = [
  ...['forEach', 'map', 'flatMap', 'filter', 'reduce', 'reduceRight', 'every', 'some'],
  ...['find', 'findIndex', 'findLast', 'findLastIndex'],
];

/**
 * The plugin's rule of this name knows the type of what is called. This rule adds values of unknown type, such as those
 * of `ctx`: `sort` takes nothing, and only methods of arrays take a function.
 */
export const functionArguments = ownRule(
  'no-function-passing',
  'LINT_ERROR',
  { passed: refused('certain', 'aws-appsync-community#325') },
  (report, code) => ({
    CallExpression: (node) => {
      const method = calledMethod(node);
      if (method === null || callbacks.includes(method.name)) return;
      const unknown = isUnknown(method.object, code);
      if (method.name === 'sort' && node.arguments.length > 0 && (unknown || isArray(method.object, code))) {
        report(node, 'passed', 'sort() takes no argument in APPSYNC_JS: it sorts by text.');
      } else if (
        unknown &&
        node.arguments.some((each) => isFunction(asNode(each)) || functionOf(each, code) !== null)
      ) {
        report(node, 'passed', `Functions can not be passed as an argument of ${method.name}().`);
      }
    },
  }),
);
