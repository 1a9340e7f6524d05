import type { Rule } from 'eslint';
import type * as TypeScript from 'typescript';

import { documentedMethods, documentedNamespaces } from '../../runtime/guest/language/documented.ts';
import { refused, sources } from '../basis.ts';
import { asNode, keyName, memberName, unchained } from '../nodes.ts';
import { ownRule } from '../rule.ts';
import { loadTools } from '../tools.ts';
import { isUnknown, servicesOf, typeOf } from '../types.ts';

interface Kind {
  readonly called: string;
  readonly members: readonly string[];
  /** Whether a member that is read but not called counts too: `Math.PI`. */
  readonly isNamespace?: boolean;
}

const namespace = (called: keyof typeof documentedNamespaces): Kind => ({
  called,
  members: documentedNamespaces[called],
  isNamespace: true,
});
const strings: Kind = { called: 'strings', members: [...documentedMethods.String, 'length'] };
const arrays: Kind = { called: 'arrays', members: [...documentedMethods.Array, 'length'] };
const functions: Kind = { called: 'functions', members: ['length', 'name'] };

/** What values have in APPSYNC_JS, by the interface that TypeScript's library describes them with. */
const kinds = new Map<string, Kind>([
  ['String', strings],
  ['Array', arrays],
  ['ReadonlyArray', arrays],
  ['Function', functions],
  ['CallableFunction', functions],
  ['Number', { called: 'numbers', members: [] }],
  ['Boolean', { called: 'booleans', members: [] }],
  ['Object', { called: 'objects', members: [] }],
  ['ObjectConstructor', namespace('Object')],
  ['StringConstructor', namespace('String')],
  ['NumberConstructor', namespace('Number')],
  ['Math', namespace('Math')],
  ['JSON', namespace('JSON')],
]);

/** Methods of JavaScript's own that no kind of value has in APPSYNC_JS, and that an object of an app's hardly has. */
const missingEverywhere = new Set<string>();
for (const { prototype } of [String, Array, Number, Boolean, Object, Function] as readonly { prototype: object }[]) {
  for (const name of Object.getOwnPropertyNames(prototype)) missingEverywhere.add(name);
}
for (const { members } of [strings, arrays, functions]) {
  for (const name of members) missingEverywhere.delete(name);
}

/**
 * Values of a known type have no members but the documented ones. The plugin's rule of that name knows some that are
 * missing; this one knows those that are there. A value of unknown type may have any method but those that JavaScript
 * has and APPSYNC_JS lacks. Members of AWS's own objects are left to the type check.
 */
export const documentedMembers = ownRule(
  'no-disallowed-methods',
  'INVALID_FUNCTION_INVOCATION',
  { missing: refused('likely', sources.supportedFeatures) },
  (report, code) => {
    const { program, esTreeNodeToTSNodeMap } = servicesOf(code);
    const { typescript: ts } = loadTools();
    const checker = program.getTypeChecker();
    const check = (node: Rule.Node, symbol: TypeScript.Symbol | undefined, isCalled: boolean): void => {
      const name = symbol?.name ?? '';
      const kind = kindsOf(symbol, program, ts).find(({ members }) => !members.includes(name));
      if (kind && (isCalled || kind.isNamespace))
        report(node, 'missing', `APPSYNC_JS has no ${name} for ${kind.called}.`);
    };
    return {
      MemberExpression: (node) => {
        const name = memberName(node);
        if (name === null) return;
        const symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(asNode(node.property)));
        const isCalled = node.parent.type === 'CallExpression' && node.parent.callee === node;
        check(node, symbol, isCalled);
        if (symbol !== undefined || !isCalled || !missingEverywhere.has(name)) return;
        if (isUnknown(unchained(node.object), code)) report(node, 'missing', `APPSYNC_JS has no ${name}().`);
      },
      ObjectPattern: (node) => {
        const type = checker.getApparentType(typeOf(node, code));
        for (const property of node.properties) {
          const name = property.type === 'Property' ? keyName(property) : null;
          if (name !== null) check(asNode(property), checker.getPropertyOfType(type, name), true);
        }
      },
    };
  },
);

/** The kinds of value that a member belongs to, if it is one of the language's own. */
function kindsOf(symbol: TypeScript.Symbol | undefined, program: TypeScript.Program, ts: typeof TypeScript): Kind[] {
  return (symbol?.declarations ?? []).flatMap(({ parent }) => {
    if (!ts.isInterfaceDeclaration(parent) || !program.isSourceFileDefaultLibrary(parent.getSourceFile())) return [];
    return kinds.get(parent.name.text) ?? [];
  });
}
