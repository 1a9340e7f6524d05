import type { Rule, SourceCode } from 'eslint';

import { documentedNamespaces, documentedValues } from '../../runtime/guest/language/documented.ts';
import { refused, sources } from '../basis.ts';
import { asNode, keyName, memberName } from '../nodes.ts';
import { ownRule } from '../rule.ts';

const namespaces: Readonly<Record<string, readonly string[]>> = documentedNamespaces;
const values: readonly string[] = documentedValues;

/** What does the same. */
const instead: Readonly<Record<string, string>> = {
  Boolean: 'Use !!.',
  Date: 'Use util.time.',
  Error: 'Use util.error().',
  Number: 'Use the operator +.',
  String: 'Use a template literal.',
  encodeURIComponent: 'Use util.urlEncode().',
  isFinite: 'Use Number.isFinite().',
  isNaN: 'Use Number.isNaN().',
};

const bases = {
  date: refused('certain', 'aws-appsync-community#402'),
  conversion: refused('certain', sources.evaluateCode),
  otherConversion: refused('likely', sources.evaluateCode),
  unlisted: refused('likely', sources.supportedFeatures),
  // Some projects forbid it, others call it in code that looks deployed.
  isArray: refused('doubtful', sources.supportedFeatures),
};

/** Every global that APPSYNC_JS lacks (`Date`, `parseInt`), and every call of one that is no function (`String(1)`). */
export const missingGlobals = ownRule('no-missing-globals', 'INVALID_FUNCTION_INVOCATION', bases, (report, code) => ({
  Program: () => {
    for (const node of globalsIn(code)) {
      const { parent } = node;
      // `new` is refused itself, whatever it makes.
      if (parent.type === 'NewExpression' || values.includes(node.name)) continue;
      const isCalled = ['CallExpression', 'TaggedTemplateExpression'].includes(parent.type);
      if (node.name in namespaces && !isCalled) continue;
      const name = node.name in namespaces ? `${node.name}()` : node.name;
      const advice = instead[node.name] ?? '';
      report(node, basisOf(node), `APPSYNC_JS has no ${name}. ${advice}`.trim());
    }
  },
}));

function basisOf(node: Rule.Node & { readonly name: string }): keyof typeof bases {
  if (node.name === 'Date') return 'date';
  if (node.name === 'String') return 'conversion';
  if (['Number', 'Boolean', 'Object'].includes(node.name)) return 'otherConversion';
  const { parent } = node;
  const member = parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : null;
  return node.name === 'Array' && member === 'isArray' ? 'isArray' : 'unlisted';
}

/** Every function that a global has elsewhere only: `Math.abs`. Those of `console` are left to the type check. */
export const missingFunctions = ownRule(
  'no-disallowed-methods',
  'INVALID_FUNCTION_INVOCATION',
  {
    unlisted: refused('likely', sources.supportedFeatures),
    // The guide lists it; the plugin's own list denies it.
    raw: refused('doubtful', sources.plugin),
  },
  (report, code) => ({
    Program: () => {
      for (const node of globalsIn(code)) {
        const members = Object.hasOwn(namespaces, node.name) ? (namespaces[node.name] ?? []) : [];
        if (members.length === 0 || node.name === 'console') continue;
        for (const member of membersOf(node)) {
          if (node.name === 'String' && member === 'raw') {
            report(node, 'raw', 'AppSync denies String.raw, though its guide lists it. Use a template literal.');
          } else if (!members.includes(member)) {
            const others = members.filter((name) => name !== 'raw').join(', ');
            const rest = others === '' ? '' : ` It has ${others}.`;
            report(node, 'unlisted', `APPSYNC_JS has no ${member} for ${node.name}.${rest}`);
          }
        }
      }
    },
  }),
);

type Identifier = Extract<Rule.Node, { type: 'Identifier' }>;

/** TypeScript knows this name in every JavaScript file. */
const ofCommonJs = ['require'];

/** The identifiers that mean a global of JavaScript. Names that do not exist at all are left to the type check. */
function globalsIn(code: SourceCode): readonly Identifier[] {
  const references = code.scopeManager.scopes.flatMap((scope) => scope.references);
  return references
    .filter(({ resolved, identifier }) => {
      return resolved?.defs.length === 0 || (resolved === null && ofCommonJs.includes(identifier.name));
    })
    .map(({ identifier }) => asNode(identifier))
    .filter((node) => node.type === 'Identifier');
}

/** The properties that are asked of a global: `Math.abs`, `const { abs } = Math`. */
function membersOf(node: Identifier): readonly string[] {
  const { parent } = node;
  if (parent.type === 'MemberExpression' && parent.object === node) return [memberName(parent) ?? []].flat();
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return [];
  return parent.id.properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? []) : []));
}
