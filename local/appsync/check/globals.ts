import type { Program } from 'acorn';
import { analyze } from 'eslint-scope';
import type { Problem, Report } from '../runtime/codeError.ts';
import { documentedNamespaces, documentedValues } from '../runtime/guest/documented.ts';
import { children, identifier, type Fields } from '../runtime/tree.ts';

const namespaces: Readonly<Record<string, readonly string[]>> = documentedNamespaces;

/** What does the same. */
const instead: Readonly<Record<string, string>> = {
  Date: 'Use util.time.',
  Error: 'Use util.error().',
  Number: 'Use the operator +.',
  String: 'Use a template literal.',
  isFinite: 'Use Number.isFinite().',
  isNaN: 'Use Number.isNaN().',
};

/**
 * Reports every global that APPSYNC_JS lacks (`Date`, `parseInt`), every call of one that is no function there
 * (`String(1)`) and every function that a global has elsewhere only (`Math.abs`). A name of the code's own is none of
 * its business, whatever it is called (AWS AppSync developer guide, "JavaScript runtime features": supported features).
 */
export function inspectGlobals(program: Program, report: Report): void {
  const unresolved = new Set<unknown>();
  const { globalScope } = analyze(program as Parameters<typeof analyze>[0], {
    ecmaVersion: 2022,
    sourceType: 'module',
  });
  for (const reference of globalScope?.through ?? []) unresolved.add(reference.identifier);
  visit(program as unknown as Fields, null, unresolved, report);
}

function visit(node: Fields, parent: Fields | null, unresolved: ReadonlySet<unknown>, report: Report): void {
  if (unresolved.has(node)) {
    const problem = problemWith(node, parent);
    if (problem) report(problem, node.start);
  }
  for (const child of children(node)) visit(child, node, unresolved, report);
}

function problemWith(node: Fields, parent: Fields | null): Problem | null {
  const name = identifier(node);
  // `new` is refused itself, whatever it makes.
  if (isIn(documentedValues, name) || parent?.type === 'NewExpression') return null;
  // As a function, or handed to one.
  const isCalled = isIn(['CallExpression', 'TaggedTemplateExpression'], parent?.type ?? '');
  const members = Object.hasOwn(namespaces, name) ? (namespaces[name] ?? []) : null;
  if (members === null) return missing(name, isCalled, instead[name] ?? '');
  if (isCalled) return missing(`${name}()`, true, instead[name] ?? '');
  const member = memberOf(node, parent);
  if (member === null || members.includes(member)) return null;
  const value = `APPSYNC_JS has no ${member} for ${name}; it has ${members.join(', ')}.`;
  return { errorType: 'INVALID_FUNCTION_INVOCATION', rule: 'no-disallowed-methods', value };
}

function isIn(list: readonly string[], name: string): boolean {
  return list.includes(name);
}

/** The property that is asked of a global, where it is written out. */
function memberOf(node: Fields, parent: Fields | null): string | null {
  if (parent?.type === 'MemberExpression' && parent['object'] === node) {
    const property = parent['property'] as Fields;
    return parent['computed'] === true && property.type !== 'Literal' ? null : identifier(property);
  }
  return null;
}

function missing(what: string, isCalled: boolean, advice: string): Problem {
  const value = [`APPSYNC_JS has no ${what}.`, advice].join(' ').trim();
  return { errorType: isCalled ? 'INVALID_FUNCTION_INVOCATION' : 'LINT_ERROR', rule: 'no-missing-globals', value };
}
