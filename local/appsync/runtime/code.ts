import type { ResolverContext } from '../context.ts';
import type { Evaluation } from './evaluation.ts';
import { parseModule } from './module.ts';
import { realm } from './realm.ts';
import { locator } from './sourceMap.ts';

export type { CodeError, CodeErrorType, CodeFinding } from './codeError.ts';
export type * from './evaluation.ts';

export type HandlerName = 'request' | 'response';

/** The code of a resolver or function, ready to run. */
export interface Code {
  readonly name: string;
  /**
   * Runs one handler with a context of its own and module state of its own: nothing outlives the call.
   * An error in the handler is part of the answer; this never throws.
   * @param context the handler's `ctx`, or its JSON
   */
  evaluate(handler: HandlerName, context: ResolverContext | string): Evaluation;
}

/**
 * Takes one ES module as AppSync takes it and makes it ready to run as APPSYNC_JS 1.0.0.
 * Raises a CodeError for code that AppSync refuses: a syntax error, a statement the language lacks, an import of
 * anything but `@aws-appsync/utils` and `@aws-appsync/utils/dynamodb`, a missing `request` or `response`
 * (AWS AppSync developer guide, "JavaScript runtime features for resolvers and functions").
 */
export function loadCode(source: string, name: string): Code {
  const locate = locator(source, name);
  const load = realm().load(parseModule(source, name, locate), name);
  return {
    name,
    evaluate: (handler, context) =>
      load(handler, typeof context === 'string' ? context : JSON.stringify(context), locate),
  };
}
