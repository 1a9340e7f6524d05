import { refused } from '../basis.ts';
import { variableOf } from '../names.ts';
import { asNode } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** A function that is exported where it is declared cannot be called in its module. */
export const exportedHelpers = ownRule(
  'no-exported-helper-call',
  'INVALID_FUNCTION_INVOCATION',
  { call: refused('likely', 'published notes of an AppSync Events handler, which has the same runtime') },
  (report, code) => ({
    CallExpression: (node) => {
      const callee = asNode(node.callee);
      const definition = variableOf(callee, code)?.defs[0];
      if (callee.type !== 'Identifier' || !definition) return;
      const declaration = definition.type === 'Variable' ? asNode(definition.node).parent : asNode(definition.node);
      if (declaration?.parent?.type !== 'ExportNamedDeclaration') return;
      report(
        node,
        'call',
        `AppSync rejects a call of the exported ${callee.name}. Do not export it where it is declared.`,
      );
    },
  }),
);
