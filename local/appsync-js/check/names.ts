import type { Rule, Scope, SourceCode } from 'eslint';

import { asNode, keyName, memberName, unchained } from './nodes.ts';

/** Longer chains of variables do not occur, and a cycle (`const a = b, b = a`) has to end. */
const mostSteps = 20;

/** The variable that an identifier means; null for a global. */
export function variableOf(identifier: Rule.Node, code: SourceCode): Scope.Variable | null {
  if (identifier.type !== 'Identifier') return null;
  let scope: Scope.Scope | null = code.getScope(identifier);
  for (; scope !== null; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return variable.defs.length > 0 ? variable : null;
  }
  return null;
}

/** What an expression is made of: of a variable that is written once, the value that it got. */
export function valueOf(expression: unknown, code: SourceCode, steps = mostSteps): Rule.Node {
  const node = unchained(expression);
  const variable = variableOf(node, code);
  const definition = variable?.defs[0];
  if (steps === 0 || variable === null || definition?.type !== 'Variable') return node;
  const { id, init } = definition.node;
  const isWrittenOnce = variable.references.filter((reference) => reference.isWrite()).length <= 1;
  if (!isWrittenOnce || id.type !== 'Identifier' || !init) return node;
  return valueOf(init, code, steps - 1);
}

/**
 * The names that lead to a value, through variables, destructuring and imports: `ctx.identity.claims` is
 * `['ctx', 'identity', 'claims']`, `ddb.update` is `['ddb', 'update']`. The first parameter of a handler is `ctx`; so
 * is every first parameter of that name. An index that is not written out is `*`. Null for any other value.
 */
export function pathOf(expression: unknown, code: SourceCode, steps = mostSteps): readonly string[] | null {
  const node = unchained(expression);
  if (steps === 0) return null;
  if (node.type === 'MemberExpression') {
    const object = pathOf(node.object, code, steps - 1);
    return object && [...object, memberName(node) ?? '*'];
  }
  if (node.type !== 'Identifier') return null;
  const variable = variableOf(node, code);
  if (variable === null) return [node.name];
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding') return importedPath(asNode(definition.node), asNode(definition.parent));
  if (definition?.type === 'Parameter') return parameterPath(node.name, asNode(definition.node), code);
  if (definition?.type !== 'Variable' || !definition.node.init) return null;
  const inPattern = patternPath(asNode(definition.node.id), node.name);
  const init = pathOf(definition.node.init, code, steps - 1);
  return inPattern && init && [...init, ...inPattern];
}

/** The functions that a module exports as `request` and `response`. */
export function isHandler(node: Rule.Node, code: SourceCode): boolean {
  return code.ast.body.some((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return false;
    const { declaration, specifiers } = statement;
    if (declaration?.type === 'FunctionDeclaration') {
      return asNode(declaration) === node && isHandlerName(declaration.id.name);
    }
    if (declaration?.type === 'VariableDeclaration') {
      return declaration.declarations.some(
        ({ id, init }) => id.type === 'Identifier' && isHandlerName(id.name) && asNode(init) === node,
      );
    }
    return specifiers.some(({ exported, local }) => {
      if (exported.type !== 'Identifier' || !isHandlerName(exported.name)) return false;
      return functionOf(local, code) === node;
    });
  });
}

/** The function that an identifier names, if it names one. */
export function functionOf(identifier: unknown, code: SourceCode): Rule.Node | null {
  const definition = variableOf(asNode(identifier), code)?.defs[0];
  if (definition?.type === 'FunctionName') return asNode(definition.node);
  const value = valueOf(identifier, code);
  return value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression' ? value : null;
}

function isHandlerName(name: string): boolean {
  return name === 'request' || name === 'response';
}

function importedPath(specifier: Rule.Node, declaration: Rule.Node): readonly string[] | null {
  if (declaration.type !== 'ImportDeclaration') return null;
  const module = { '@aws-appsync/utils': [], '@aws-appsync/utils/dynamodb': ['ddb'] }[String(declaration.source.value)];
  if (module === undefined || specifier.type === 'ImportNamespaceSpecifier') return module ?? null;
  if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') return null;
  return [...module, specifier.imported.name];
}

function parameterPath(name: string, node: Rule.Node, code: SourceCode): readonly string[] | null {
  const parameter = 'params' in node ? node.params[0] : undefined;
  if (parameter === undefined) return null;
  const inPattern = patternPath(asNode(parameter), name);
  const isContext = isHandler(node, code) || ['ctx', 'context'].includes(name);
  return inPattern && isContext ? ['ctx', ...inPattern] : null;
}

/** The names that lead from a pattern's value to one of its variables. A rest element is a copy, so it has no path. */
function patternPath(pattern: Rule.Node, name: string): readonly string[] | null {
  if (pattern.type === 'Identifier') return pattern.name === name ? [] : null;
  if (pattern.type === 'AssignmentPattern') return patternPath(asNode(pattern.left), name);
  if (pattern.type === 'ArrayPattern') {
    for (const element of pattern.elements) {
      const path = element && patternPath(asNode(element), name);
      if (path) return ['*', ...path];
    }
  }
  if (pattern.type !== 'ObjectPattern') return null;
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const path = patternPath(asNode(property.value), name);
    if (path) return [keyName(property) ?? '*', ...path];
  }
  return null;
}
