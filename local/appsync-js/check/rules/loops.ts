import { differs } from '../basis.ts';
import { asNode, calledMethod, nodesIn, unchained } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** AWS does not visit what a `for..of` loop adds to its own array. */
export const loopPushes = ownRule(
  'no-push-in-loop',
  'LINT_ERROR',
  { push: differs('certain', 'published notes of two projects that ran EvaluateCode') },
  (report, code) => ({
    ForOfStatement: (node) => {
      const walked = unchained(node.right);
      if (!['Identifier', 'MemberExpression'].includes(walked.type)) return;
      for (const inner of nodesIn(asNode(node.body), code)) {
        if (inner.type !== 'CallExpression') continue;
        const method = calledMethod(inner);
        if (method === null || !['push', 'unshift', 'splice'].includes(method.name)) continue;
        if (code.getText(method.object) !== code.getText(walked)) continue;
        report(inner, 'push', 'AppSync does not visit what a loop adds to its own array. Fill another array.');
      }
    },
  }),
);
