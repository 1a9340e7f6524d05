import type { Rule } from 'eslint';
import type * as TypeScript from 'typescript';
import { documentedMethods, documentedNamespaces } from '../runtime/guest/documented.ts';

interface Kind {
  readonly called: string;
  readonly members: readonly string[];
}

const namespace = (called: keyof typeof documentedNamespaces): Kind => ({
  called,
  members: documentedNamespaces[called],
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
for (const { prototype } of [String, Array, Number, Boolean, Object]) {
  for (const name of Object.getOwnPropertyNames(prototype)) missingEverywhere.add(name);
}
for (const { members } of [strings, arrays, functions]) {
  for (const name of members) missingEverywhere.delete(name);
}

type MemberNode = Extract<Rule.Node, { type: 'MemberExpression' }>;

/** What the TypeScript parser hands to rules. */
interface Services {
  readonly program: TypeScript.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Rule.Node): TypeScript.Node };
}

/**
 * An ESLint rule: values of a known type have no members but the documented ones. The plugin's rule of that name knows
 * some that are missing; this one knows those that are there (AWS AppSync developer guide, "JavaScript runtime
 * features"), and of AppSync's own objects no member is called that its package doesn't declare. A value of unknown type
 * may have any method but those that JavaScript has and APPSYNC_JS hasn't.
 */
export function documentedMethodsRule(ts: typeof TypeScript): Rule.RuleModule {
  return {
    create: (context) => {
      const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices as unknown as Services;
      const checker = program.getTypeChecker();
      const check = (node: Rule.Node, symbol: TypeScript.Symbol | undefined): void => {
        for (const kind of kindsOf(symbol, program, ts)) {
          const name = symbol?.name ?? '';
          if (kind.members.includes(name)) continue;
          context.report({ node, message: `APPSYNC_JS has no ${name} for ${kind.called}.` });
          return;
        }
      };
      const checkCall = (node: MemberNode): void => {
        if (node.parent.type !== 'CallExpression' || node.parent.callee !== node) return;
        const object = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node.object as Rule.Node));
        const [owner, name = ''] = [node.object, node.property].map((part) => context.sourceCode.getText(part));
        if (isAppSyncs(object)) context.report({ node, message: `APPSYNC_JS has no ${name} for ${owner}.` });
        const unknown = (object.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
        if (unknown && missingEverywhere.has(name)) context.report({ node, message: `APPSYNC_JS has no ${name}().` });
      };
      return {
        MemberExpression: (node) => {
          if (node.computed && node.property.type !== 'Literal') return;
          const symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node.property as Rule.Node));
          check(node, symbol);
          if (symbol === undefined) checkCall(node);
        },
        ObjectPattern: (node) => {
          const type = checker.getApparentType(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node)));
          for (const property of node.properties) {
            if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') continue;
            check(property as Rule.Node, checker.getPropertyOfType(type, property.key.name));
          }
        },
      };
    },
  };
}

/** Whether AppSync's own package declares the type: that of `util`, `util.time`, `extensions` and the like. */
function isAppSyncs({ symbol }: TypeScript.Type): boolean {
  // Types that are no objects have no symbol, though TypeScript's own declarations say so.
  const declarations = (symbol as TypeScript.Symbol | undefined)?.declarations ?? [];
  return declarations.some((declaration) => declaration.getSourceFile().fileName.includes('/@aws-appsync/utils/'));
}

/** The kinds of value that a member belongs to, if it is one of the language's own. */
function kindsOf(symbol: TypeScript.Symbol | undefined, program: TypeScript.Program, ts: typeof TypeScript): Kind[] {
  return (symbol?.declarations ?? []).flatMap(({ parent }) => {
    if (!ts.isInterfaceDeclaration(parent) || !program.isSourceFileDefaultLibrary(parent.getSourceFile())) return [];
    return kinds.get(parent.name.text) ?? [];
  });
}
