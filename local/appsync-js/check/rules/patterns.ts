import type { SourceCode } from 'eslint';

import { differs, sources } from '../basis.ts';
import { valueOf } from '../names.ts';
import { calledMethod } from '../nodes.ts';
import { ownRule } from '../rule.ts';
import { isText } from '../types.ts';

/** Characters that mean something in a Java pattern. */
const inPattern = /[.*+?()[\]{}^$|\\]/;
/** Characters that mean something in the replacement of a Java pattern. */
const inReplacement = /[$\\]/;

/** `replace` and `replaceAll` take a Java pattern where JavaScript takes the text itself. */
export const replacePatterns = ownRule(
  'no-replace-metacharacters',
  'LINT_ERROR',
  { pattern: differs('certain', sources.supportedFeatures) },
  (report, code) => ({
    CallExpression: (node) => {
      const method = calledMethod(node);
      if (method === null || !['replace', 'replaceAll'].includes(method.name) || !isText(method.object, code)) return;
      const [pattern, replacement] = node.arguments;
      const isPattern = pattern !== undefined && textIn(pattern, code).some((text) => inPattern.test(text));
      const isReplacement =
        replacement !== undefined && textIn(replacement, code).some((text) => inReplacement.test(text));
      if (isPattern) {
        report(node, 'pattern', `${method.name} reads its first argument as a Java pattern. Use split() and join().`);
      } else if (isReplacement) {
        report(
          node,
          'pattern',
          `${method.name} gives $ and \\ in its second argument a meaning. Use split() and join().`,
        );
      }
    },
  }),
);

/** The pieces of a text that are written out. */
function textIn(expression: unknown, code: SourceCode): readonly string[] {
  const node = valueOf(expression, code);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return [
        ...node.quasis.map(({ value }) => value.cooked ?? value.raw),
        ...node.expressions.flatMap((each) => textIn(each, code)),
      ];
    case 'BinaryExpression':
      return node.operator === '+' ? [...textIn(node.left, code), ...textIn(node.right, code)] : [];
    case 'ConditionalExpression':
      return [...textIn(node.consequent, code), ...textIn(node.alternate, code)];
    case 'LogicalExpression':
      return [...textIn(node.left, code), ...textIn(node.right, code)];
    default:
      return [];
  }
}
