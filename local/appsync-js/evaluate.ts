import { checkCode } from './check/check.ts';
import type { Finding } from './check/findings.ts';
import { codeLimits } from './limits.ts';
import {
  type ContextText,
  contextText,
  type Evaluation,
  type HandlerError,
  type HandlerName,
  loadCode,
} from './runtime/code.ts';

/** The request of AppSync's EvaluateCode, `runtime` left out: there is only APPSYNC_JS 1.0.0. */
export interface EvaluateCodeRequest {
  readonly code: string;
  /** The handler's `ctx`, as JSON. */
  readonly context: string;
  readonly function: HandlerName;
}

/** The answer of AppSync's EvaluateCode: what is marked as JSON is text. */
export interface EvaluateCodeResponse {
  /** JSON; left out when the handler ended with an error. */
  readonly evaluationResult?: string;
  readonly error?: { readonly message: string; readonly codeErrors: readonly EvaluateCodeError[] };
  readonly logs: readonly string[];
  /** JSON. */
  readonly stash: string;
  /** JSON: what `util.appendError` added. */
  readonly outErrors: string;
}

export interface EvaluateCodeError {
  readonly errorType: string;
  readonly value: string;
  readonly location: { readonly line: number; readonly column: number; readonly span: number };
}

/** AppSync's name for code that comes without a file. */
const codeName = 'code.js';

/**
 * Runs one handler once, offline, as AppSync's EvaluateCode does (API reference, "EvaluateCode"). Code that AppSync
 * rejects when it is saved, by the deployment check, and handlers that fail are part of the answer. Raises a TypeError if the context is not a JSON object, or the
 * code is longer than AppSync takes.
 */
export function evaluateCode(request: EvaluateCodeRequest): EvaluateCodeResponse {
  const context = readContext(request.context);
  if (request.code.length > codeLimits.characters) {
    throw new TypeError(`The code has ${request.code.length} characters; AppSync takes ${codeLimits.characters}.`);
  }
  const findings = checkCode([{ name: codeName, code: request.code }]);
  const rejected = findings.filter(({ severity, confidence }) => {
    return severity === 'refused' && confidence !== 'contradicted';
  });
  if (rejected.length > 0) return refused(rejected);
  return answer(loadCode(request.code, codeName).evaluate(request.function, context));
}

function refused(findings: readonly Finding[]): EvaluateCodeResponse {
  const codeErrors = findings.map(({ errorType, message: value, line, column }) => ({
    errorType,
    value,
    location: { line, column, span: 0 },
  }));
  const message = 'The code contains one or more errors.';
  return { error: { message, codeErrors }, logs: [], stash: '{}', outErrors: '[]' };
}

function readContext(text: string): ContextText {
  let context: unknown;
  try {
    context = JSON.parse(text);
  } catch {
    context = null;
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw new TypeError('The context must be a JSON object, such as {"arguments": {}}.');
  }
  // AppSync takes any part of a context here: what a handler does not find, it does not find.
  return contextText(context);
}

function answer({ result, error, logs, stash, appendedErrors }: Evaluation): EvaluateCodeResponse {
  return {
    ...(error ? { error: { message: error.message, codeErrors: [] } } : { evaluationResult: result }),
    logs,
    stash,
    outErrors: JSON.stringify(appendedErrors.map(outError)),
  };
}

function outError({ message, type, data, info }: HandlerError) {
  return { message, errorType: type, data, errorInfo: info };
}
