import type { Report } from '../runtime/codeError.ts';
import { children, identifier, type Fields } from '../runtime/tree.ts';

/**
 * Reports each `sort` that is given anything. AppSync's plugin does so where it knows that an array is sorted, but
 * what comes from `ctx` is of no type it knows, and there is nothing else that could be sorted.
 */
export function inspectComparators(node: Fields, report: Report): void {
  const callee = node['callee'] as Fields | undefined;
  const sorts = callee?.type === 'MemberExpression' && identifier(callee['property']) === 'sort';
  if (node.type === 'CallExpression' && sorts && (node['arguments'] as readonly Fields[]).length > 0) {
    const value = 'sort() takes no argument in APPSYNC_JS: it sorts by text.';
    report({ errorType: 'LINT_ERROR', rule: 'no-function-passing', value }, node.start);
  }
  for (const child of children(node)) inspectComparators(child, report);
}
