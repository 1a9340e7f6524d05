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

/** The request of AppSync's EvaluateCode. It lacks `runtime`, because APPSYNC_JS 1.0.0 is the only one. */
export interface EvaluateCodeRequest {
  readonly code: string;
  /** The handler's `ctx`, as JSON. */
  readonly context: string;
  readonly function: HandlerName;
}

/** The response of AppSync's EvaluateCode. Fields marked as JSON are strings. */
export interface EvaluateCodeResponse {
  /** JSON; undefined if the handler ended with an error. */
  readonly evaluationResult?: string;
  readonly error?: { readonly message: string; readonly codeErrors: readonly EvaluateCodeError[] };
  readonly logs: readonly string[];
  /** JSON. */
  readonly stash: string;
  /** JSON: the errors that `util.appendError` added. */
  readonly outErrors: string;
}

export interface EvaluateCodeError {
  readonly errorType: string;
  readonly value: string;
  readonly location: { readonly line: number; readonly column: number; readonly span: number };
}

/** The file name that AppSync uses for code without a file. */
const codeName = 'code.js';

/**
 * Runs one handler once, offline, as AppSync's EvaluateCode does (API reference, "EvaluateCode"). The response also
 * reports code that AppSync rejects when it is saved, and handlers that fail.
 * @throws TypeError if the context is not a JSON object, or the code is longer than AppSync's limit
 */
export function evaluateCode(request: EvaluateCodeRequest): EvaluateCodeResponse {
  const context = readContext(request.context);
  if (request.code.length > codeLimits.characters) {
    throw new TypeError(
      `The code has ${request.code.length} characters; AppSync accepts at most ${codeLimits.characters}.`,
    );
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
  // AppSync accepts an incomplete context here; a missing part is undefined for the handler.
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
