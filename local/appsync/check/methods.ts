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

/** What the TypeScript parser hands to rules. */
interface Services {
  readonly program: TypeScript.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: Rule.Node): TypeScript.Node };
}

/**
 * An ESLint rule: values of a known type have no members but the documented ones. The plugin's rule of that name knows
 * some that are missing; this one knows those that are there (AWS AppSync developer guide, "JavaScript runtime
 * features"). Of a value of unknown type it says nothing: any object may have any method.
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
      return {
        MemberExpression: (node) => {
          if (node.computed && node.property.type !== 'Literal') return;
          check(node, checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node.property as Rule.Node)));
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

/** The kinds of value that a member belongs to, if it is one of the language's own. */
function kindsOf(symbol: TypeScript.Symbol | undefined, program: TypeScript.Program, ts: typeof TypeScript): Kind[] {
  return (symbol?.declarations ?? []).flatMap(({ parent }) => {
    if (!ts.isInterfaceDeclaration(parent) || !program.isSourceFileDefaultLibrary(parent.getSourceFile())) return [];
    return kinds.get(parent.name.text) ?? [];
  });
}
