import type { Rule, SourceCode } from 'eslint';

import { differs, refused, sources } from '../basis.ts';
import { isHandler, pathOf, variableOf } from '../names.ts';
import { asNode, calledMethod, unchained } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** Resolvers that run at once share these two. */
const shared = ['request', 'identity'];

const changing = ['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill'];

/** `ctx.request` and `ctx.identity` belong to all resolvers of a request: a change causes random errors. */
export const sharedContext = ownRule(
  'no-shared-context-write',
  'LINT_ERROR',
  { shared: differs('likely', 'aws-appsync-community#382') },
  (report, code) => {
    const check = (node: Rule.Node, path: readonly string[] | null, least: number): void => {
      const [root, member = ''] = path ?? [];
      if (root !== 'ctx' || !shared.includes(member) || (path?.length ?? 0) < least) return;
      report(node, 'shared', `Other resolvers use ctx.${member} at the same time. Copy the value to ctx.stash.`);
    };
    return {
      ...onWrites((target) => {
        check(target, pathOf(target, code), 3);
      }),
      CallExpression: (node) => {
        const method = calledMethod(node);
        if (method && changing.includes(method.name)) check(asNode(node), pathOf(method.object, code), 2);
        if (method?.name !== 'assign' || pathOf(method.callee, code)?.join('.') !== 'Object.assign') return;
        const [target] = node.arguments;
        if (target) check(asNode(node), pathOf(target, code), 2);
      },
    };
  },
);

/** `ctx` and its own members cannot be replaced. The plugin reports it in declared handlers, not in arrow functions. */
export const contextMembers = ownRule(
  'no-disallowed-re-assignment',
  'LINT_ERROR',
  { handler: refused('certain', sources.contextReference), helper: refused('likely', sources.contextReference) },
  (report, code) =>
    onWrites((target) => {
      const path = pathOf(target, code) ?? [];
      const root = rootOf(target, code);
      if (root === null || path.length !== (target.type === 'Identifier' ? 1 : 2)) return;
      const what = path.join('.');
      report(target, root, `${what} is read-only. Change members of it, or use ctx.stash.`);
    }),
);

/** Where the `ctx` that a target is written on comes from; null if the target does not start with its parameter. */
function rootOf(target: Rule.Node, code: SourceCode): 'handler' | 'helper' | null {
  const root = target.type === 'MemberExpression' ? unchained(target.object) : target;
  const definition = variableOf(root, code)?.defs[0];
  if (root.type !== 'Identifier' || definition?.type !== 'Parameter') return null;
  if (pathOf(root, code)?.join() !== 'ctx') return null;
  if (isHandler(asNode(definition.node), code)) return 'handler';
  return root.name === 'ctx' ? 'helper' : null;
}

/** Calls back with every expression that is written to or deleted. */
function onWrites(check: (target: Rule.Node) => void): Rule.RuleListener {
  const onLoop = ({ left }: { readonly left: unknown }): void => {
    targetsOf(asNode(left)).forEach(check);
  };
  return {
    AssignmentExpression: onLoop,
    ForOfStatement: onLoop,
    ForInStatement: onLoop,
    UpdateExpression: ({ argument }) => {
      check(unchained(argument));
    },
    UnaryExpression: ({ operator, argument }) => {
      if (operator === 'delete') check(unchained(argument));
    },
  };
}

function targetsOf(pattern: Rule.Node): readonly Rule.Node[] {
  switch (pattern.type) {
    case 'Identifier':
    case 'MemberExpression':
      return [pattern];
    case 'AssignmentPattern':
      return targetsOf(asNode(pattern.left));
    case 'RestElement':
      return targetsOf(asNode(pattern.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? targetsOf(asNode(element)) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        targetsOf(asNode(property.type === 'Property' ? property.value : property)),
      );
    default:
      return [];
  }
}
