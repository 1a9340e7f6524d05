import type { Rule } from 'eslint';

import { differs, refused } from '../basis.ts';
import { calledMethod, isFunction } from '../nodes.ts';
import { ownRule } from '../rule.ts';

type Assignment = Extract<Rule.Node, { type: 'AssignmentExpression' }>;

/** On AWS an assignment has the value `""`. */
export const assignmentValues = ownRule(
  'no-assignment-as-value',
  'LINT_ERROR',
  { empty: differs('likely', 'amplify-category-api#3192') },
  (report) => ({
    AssignmentExpression: (node) => {
      if (isValueUsed(node)) {
        report(node, 'empty', 'An assignment has no value on AppSync. Assign in a statement, then use the variable.');
      }
    },
  }),
);

function isValueUsed({ parent }: Rule.Node): boolean {
  if (parent === null || parent.type === 'ExpressionStatement' || parent.type === 'ForStatement') return false;
  // What a callback of forEach returns is not used.
  const call = isFunction(parent) ? parent.parent : null;
  return call?.type !== 'CallExpression' || calledMethod(call)?.name !== 'forEach';
}

export const logicalAssignments = ownRule(
  'no-logical-assignment',
  'UNSUPPORTED_SYNTAX_TYPE',
  { operators: refused('likely', 'aws-appsync-community#353') },
  (report) => ({
    AssignmentExpression: (node: Assignment) => {
      if (!['??=', '||=', '&&='].includes(node.operator)) return;
      const operator = node.operator.replace('=', '');
      report(node, 'operators', `The operator ${node.operator} is not supported. Use a = a ${operator} b.`);
    },
  }),
);

export const sequences = ownRule(
  'no-sequences',
  'INVALID_BINARY_OPERATOR',
  { comma: refused('likely', `INVALID_BINARY_OPERATOR in published deployment notes; minifiers write such code`) },
  (report) => ({
    SequenceExpression: (node) => {
      report(node, 'comma', 'The comma operator is not supported. Write a statement for each expression.');
    },
  }),
);
