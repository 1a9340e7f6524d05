import type { ResolverContext } from '../context.ts';
import type { ContextText, Evaluation } from './evaluation.ts';
import type { HandedOn } from './handedOn.ts';
import { parseModule } from './module.ts';
import { realm } from './realm.ts';
import { locator } from './sourceMap.ts';

export type { CodeError, CodeErrorType, CodeFinding } from './codeError.ts';
export type * from './evaluation.ts';

export type HandlerName = 'request' | 'response';

/** Writes a context, or as much of one as there is. */
export function contextText({ prev = null, result, ...others }: Partial<ResolverContext>): ContextText {
  return {
    others: JSON.stringify(others),
    prev: JSON.stringify(prev),
    ...(result !== undefined && { result: JSON.stringify(result) }),
  };
}

/** The code of a resolver or function, ready to run. */
export interface Code {
  readonly name: string;
  /** What those handlers answer which do nothing else: they need no evaluation. */
  readonly handedOn: ReadonlyMap<string, HandedOn>;
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
 */
export function loadCode(source: string, name: string): Code {
  const locate = locator(source, name);
  const module = parseModule(source, name, locate);
  const run = realm().load(module, name);
  return { name, handedOn: module.handedOn, evaluate: (handler, context) => run(handler, context, locate) };
}
