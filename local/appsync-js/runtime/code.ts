import type { ContextText } from './contextText.ts';
import type { Evaluation } from './evaluation.ts';
import { type ParsedModule, parseModule } from './module.ts';
import type { PassThrough } from './passThrough.ts';
import { realm } from './realm.ts';
import { type Locator, locator } from './sourceMap.ts';

export * from './contextText.ts';
export type { CodeError, CodeErrorType, CodeFinding } from './codeError.ts';
export type * from './evaluation.ts';

export type HandlerName = 'request' | 'response';

/** The code of a resolver or a function, ready to run. */
export interface Code {
  readonly name: string;
  /** The handlers that only return a known value; they need no evaluation. */
  readonly passThrough: ReadonlyMap<string, PassThrough>;
  /** The places where AWS probably differs from JavaScript, as far as the source shows them. */
  readonly warnings: readonly string[];
  /**
   * Runs one handler with its own context and its own module state; nothing is kept after the call. It never throws:
   * the result includes a handler's error.
   */
  evaluate(handler: HandlerName, context: ContextText): Evaluation;
}

/**
 * Reads one ES module and prepares it to run as APPSYNC_JS 1.0.0 (AWS AppSync developer guide, "JavaScript runtime
 * features for resolvers and functions").
 * @param strict whether the code also runs with the behaviour that AWS only probably has (local/README.md); otherwise
 *   it runs as JavaScript there and warns
 * @throws CodeError for code that AppSync refuses: a syntax error, an unsupported statement, an import of any module
 *   but `@aws-appsync/utils` and `@aws-appsync/utils/dynamodb`, a missing `request` or `response`
 */
export function loadCode(source: string, name: string, { strict = true }: { readonly strict?: boolean } = {}): Code {
  const locate = locator(source, name);
  const module = parsed(source, name, locate, strict);
  const run = realm().load(module, name);
  const warnings = module.usedAssignments.map(({ file, line, column }) => `${file}:${line}:${column}: ${noValue}`);
  return {
    name,
    passThrough: module.passThrough,
    warnings,
    evaluate: (handler, context) => run(handler, context, locate),
  };
}

/** Modules by their text: many resolvers of an API have the same code. */
const known = { strict: new Map<string, ParsedModule>(), other: new Map<string, ParsedModule>() };
const mostKnown = 1_000;

function parsed(source: string, name: string, locate: Locator, strict: boolean): ParsedModule {
  const modules = strict ? known.strict : known.other;
  const found = modules.get(source);
  if (found !== undefined) return found;
  const module = parseModule(source, name, locate, strict);
  if (modules.size >= mostKnown) modules.clear();
  // The places of used assignments may contain the name, which is not the same for all that share the text.
  if (module.usedAssignments.length === 0) modules.set(source, module);
  return module;
}

const noValue =
  'An assignment has no value on AWS (amplify-category-api#3192). Assign in a statement of its own, then use the variable.';
