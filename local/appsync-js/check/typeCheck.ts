import type * as TypeScript from 'typescript';

import { type Basis, refused, sources } from './basis.ts';
import type { Place } from './place.ts';
import { errorTextsBasis, errorTextsRule } from './rules/errorTexts.ts';

/** Codes of diagnostics that several people saw on AWS; all others follow from the type check as such. */
const reports: Readonly<Record<number, string>> = {
  2322: 'aws-appsync-community#279',
  2339: sources.typeCheck,
  2345: 'aws-appsync-community#334',
  2551: sources.typeCheck,
  2739: 'aws-appsync-community#402',
  2740: 'aws-appsync-community#402',
  2741: 'aws-appsync-community#402',
};

/** TypeScript added these in version 5.6, for operands that are always or never null. No report shows them on AWS. */
const later = [2869, 2870, 2871, 2872, 2873, 2881];

/** The loader names modules that cannot be imported, and says which can. */
const ofImports = [2307, 2305];

/** Codes that say that values do not fit the parameters of a function. */
const misfits = [2322, 2345, 2353, 2554, 2555, 2559, 2739, 2740, 2741, 2769];

const samples = 'github.com/aws-samples/aws-appsync-resolver-samples';

/** AWS's own functions take more than their types on npm say: EvaluateCode was recorded accepting it. */
const looserOnAws: readonly {
  readonly of: RegExp;
  readonly codes: readonly number[];
  readonly rule: string;
  readonly basis: Basis;
}[] = [
  { of: /^index\.error$/, codes: misfits, rule: errorTextsRule, basis: errorTextsBasis },
  {
    // `util.transform.toDynamoDBFilterExpression('weird')` answers null; #384 shows the same of `util.error(25)`.
    of: /^(?:index\.appendError|transform-utils\..+)$/,
    codes: misfits,
    rule: 'types-of-npm',
    basis: refused('contradicted', 'github.com/localstack/appsync-utils'),
  },
  {
    // `ddb.put({ key: { id: 'abc' }, item: { value: 10 } })` makes the request that one expects.
    of: /^dynamodb-helpers\./,
    codes: [2353],
    rule: 'types-of-npm',
    basis: refused('contradicted', 'github.com/localstack/appsync-utils'),
  },
  {
    // A sample updates what the client sends on the condition that the item exists: no key is in both objects.
    of: /^dynamodb-helpers\./,
    codes: [2559],
    rule: 'types-of-npm',
    basis: refused('contradicted', samples),
  },
  {
    // Samples name `HTTPRequest` without a type argument in their comments, as older versions of the types had it.
    of: /^/,
    codes: [2314, 2707],
    rule: 'types-of-npm',
    basis: refused('contradicted', samples),
  },
];

/**
 * What TypeScript says of a code as AWS asks it: not strict, with the types of `@aws-appsync/utils`
 * (aws-appsync-community#279, #334, #402).
 * @param file the code's name in the program
 */
export function typeErrors(program: TypeScript.Program, file: string, ts: typeof TypeScript): readonly Place[] {
  const source = program.getSourceFile(file);
  if (source === undefined) return [];
  return program
    .getSemanticDiagnostics(source)
    .filter(
      ({ code, category }) => category === ts.DiagnosticCategory.Error && ![...later, ...ofImports].includes(code),
    )
    .map(({ code, start = 0, messageText }) => {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      const called = misfits.includes(code) ? calledAt(source, start, program.getTypeChecker(), ts) : '';
      const looser = looserOnAws.find(({ of, codes }) => codes.includes(code) && of.test(called));
      return {
        errorType: 'PARSE_ERROR',
        rule: looser?.rule ?? `TS${code}`,
        value: `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        line: line + 1,
        column: character + 1,
        ...(looser?.basis ?? refused(code in reports ? 'certain' : 'likely', reports[code] ?? sources.typeCheck)),
      };
    });
}

/**
 * Which function of AWS's package the innermost call around a place calls, as `file.name` of its declaration; an empty
 * text for any other function.
 */
function calledAt(
  source: TypeScript.SourceFile,
  position: number,
  checker: TypeScript.TypeChecker,
  ts: typeof TypeScript,
): string {
  let innermost: TypeScript.CallExpression | undefined;
  const visit = (node: TypeScript.Node): void => {
    if (position < node.getStart(source) || position >= node.getEnd()) return;
    if (ts.isCallExpression(node)) innermost = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const declaration = innermost && checker.getResolvedSignature(innermost)?.declaration;
  const file = declaration?.getSourceFile().fileName ?? '';
  const [, name] = /\/@aws-appsync\/utils\/lib\/(.+)\.d\.ts$/.exec(file) ?? [];
  const callee =
    innermost && ts.isPropertyAccessExpression(innermost.expression) ? innermost.expression.name : undefined;
  return name === undefined ? '' : `${name}.${(callee ?? innermost?.expression)?.getText(source) ?? ''}`;
}
