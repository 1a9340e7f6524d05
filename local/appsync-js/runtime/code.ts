import type { ContextText } from './contextText.ts';
import type { Evaluation } from './evaluation.ts';
import { parseModule } from './module.ts';
import type { PassThrough } from './passThrough.ts';
import { realm } from './realm.ts';
import { locator } from './sourceMap.ts';

export * from './contextText.ts';
export type { CodeError, CodeErrorType, CodeFinding } from './codeError.ts';
export type * from './evaluation.ts';

export type HandlerName = 'request' | 'response';

/** The code of a resolver or function, ready to run. */
export interface Code {
  readonly name: string;
  /** What those handlers answer which do nothing else: they need no evaluation. */
  readonly passThrough: ReadonlyMap<string, PassThrough>;
  /** Where it uses what AWS is likely to do in another way than JavaScript, as far as its text tells. */
  readonly warnings: readonly string[];
  /**
   * Runs one handler with a context of its own and module state of its own: nothing outlives the call.
   * An error in the handler is part of the answer; this never throws.
   */
  evaluate(handler: HandlerName, context: ContextText): Evaluation;
}

/**
 * Takes one ES module as AppSync takes it and makes it ready to run as APPSYNC_JS 1.0.0.
 * Raises a CodeError for code that AppSync refuses: a syntax error, a statement the language lacks, an import of
 * anything but `@aws-appsync/utils` and `@aws-appsync/utils/dynamodb`, a missing `request` or `response`
 * (AWS AppSync developer guide, "JavaScript runtime features for resolvers and functions").
 * @param strict whether the code also meets what AWS is only likely to do (local/README.md); otherwise it runs as in
 *   JavaScript there, and warns
 */
export function loadCode(source: string, name: string, { strict = true }: { readonly strict?: boolean } = {}): Code {
  const locate = locator(source, name);
  const module = parseModule(source, name, locate, strict);
  const run = realm().load(module, name);
  const warnings = module.usedAssignments.map(({ file, line, column }) => `${file}:${line}:${column}: ${noValue}`);
  return {
    name,
    passThrough: module.passThrough,
    warnings,
    evaluate: (handler, context) => run(handler, context, locate),
  };
}

const noValue =
  'An assignment has no value on AWS (amplify-category-api#3192). Assign in a statement of its own, then use the variable.';
