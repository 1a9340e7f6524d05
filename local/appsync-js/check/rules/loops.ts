import type { Rule, SourceCode } from 'eslint';

import { differs } from '../basis.ts';
import { functionOf, pathOf, valueOf, variableOf } from '../names.ts';
import { asNode, type Call, calledMethod, nodesIn, unchained } from '../nodes.ts';
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
      for (const call of callsIn(asNode(node.body), code)) {
        const method = calledMethod(call);
        if (method === null || !['push', 'unshift', 'splice'].includes(method.name)) continue;
        if (!isSameArray(method.object, walked, code)) continue;
        report(call, 'push', 'AppSync does not visit what a loop adds to its own array. Fill another array.');
      }
    },
  }),
);

/** The calls in a part of the code, and in the module's functions that it calls. */
function callsIn(node: Rule.Node, code: SourceCode, entered = new Set<Rule.Node>()): readonly Call[] {
  return [...nodesIn(node, code)].flatMap((inner) => {
    if (inner.type !== 'CallExpression') return [];
    const called = functionOf(inner.callee, code);
    if (called === null || entered.has(called)) return [inner];
    entered.add(called);
    return [inner, ...callsIn(called, code, entered)];
  });
}

/** Whether two expressions mean one array: the same variable, another one with its value, or the same path. */
function isSameArray(one: Rule.Node, other: Rule.Node, code: SourceCode): boolean {
  if (valueOf(one, code) === valueOf(other, code)) return true;
  const [variable, otherVariable] = [variableOf(rootOf(one), code), variableOf(rootOf(other), code)];
  if (variable !== null && variable === otherVariable) return code.getText(one) === code.getText(other);
  const [path, otherPath] = [pathOf(one, code), pathOf(other, code)];
  return path?.[0] === 'ctx' && !path.includes('*') && path.join() === otherPath?.join();
}

/** `a` of `a.b.c`. */
function rootOf(node: Rule.Node): Rule.Node {
  return node.type === 'MemberExpression' ? rootOf(unchained(node.object)) : node;
}
