import type { Scope } from 'eslint';

import { differs } from '../basis.ts';
import { asNode } from '../nodes.ts';
import { ownRule } from '../rule.ts';

/** At run time AWS takes an inner name for the outer one of that name; neither the plugin nor EvaluateCode reports it. */
export const shadows = ownRule(
  'no-shadow',
  'LINT_ERROR',
  {
    inner: differs(
      'likely',
      'published deployment notes on minified bundles: an inner name is taken for the outer one',
    ),
  },
  (report, code) => ({
    Program: () => {
      for (const scope of code.scopeManager.scopes) {
        if (scope.type === 'function-expression-name') continue;
        for (const variable of scope.variables) {
          const [name] = variable.identifiers;
          if (name === undefined || variable.defs.length === 0 || !isShadowing(variable, scope)) continue;
          report(asNode(name), 'inner', `${variable.name} has the name of an outer variable. Give it another name.`);
        }
      }
    },
  }),
);

function isShadowing({ name }: Scope.Variable, { upper }: Scope.Scope): boolean {
  for (let scope = upper; scope !== null; scope = scope.upper) {
    if (scope.type === 'function-expression-name') continue;
    if ((scope.set.get(name)?.defs.length ?? 0) > 0) return true;
  }
  return false;
}
