import { AppSyncClient, EvaluateCodeCommand, type EvaluateCodeCommandOutput } from '@aws-sdk/client-appsync';

import { evaluateCode } from '../../local/appsync-js/evaluate.ts';
import { awsFailure, messageOf } from '../lib/failure.ts';

export type Handler = 'request' | 'response';

/** One handler that is evaluated once. */
export interface Question {
  readonly code: string;
  readonly handler: Handler;
  /** The handler's `ctx`. */
  readonly context: object;
}

/** An error in code, in AppSync's words. */
export interface Refusal {
  readonly type: string;
  readonly value: string;
  /** From 1, in the code as sent; null if AppSync names no place. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

/** AWS refused the code, the handler raised an error, or the handler returned a value. */
export type Answer =
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'answered'; readonly value: unknown };

export interface Evaluator {
  readonly evaluate: (question: Question) => Promise<Answer>;
  readonly close: () => void;
}

interface Place {
  readonly region?: string;
  readonly endpoint?: string;
}

/** EvaluateCode has a low, undocumented rate limit, so the SDK retries often. */
const ATTEMPTS = 10;

/**
 * AppSync's own evaluator (API reference, "EvaluateCode"), or one at another address.
 * @returns an evaluator whose `evaluate` throws a Failure when credentials, a permission, a region or the connection is
 *   missing
 */
export function awsEvaluator({ region, endpoint }: Place): Evaluator {
  const client = new AppSyncClient({
    maxAttempts: ATTEMPTS,
    retryMode: 'adaptive',
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  const service = {
    name: "AppSync's EvaluateCode API",
    address: endpoint ?? `AWS's address of the region ${region ?? process.env['AWS_REGION'] ?? 'of AWS_PROFILE'}`,
    permission: 'appsync:EvaluateCode',
  };
  return {
    close: () => {
      client.destroy();
    },
    evaluate: async ({ code, handler, context }) => {
      try {
        return answerOf(
          await client.send(
            new EvaluateCodeCommand({
              runtime: { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' },
              code,
              context: JSON.stringify(context),
              function: handler,
            }),
          ),
        );
      } catch (error) {
        if (isBadRequest(error)) return refusedWhole(error.name, error.message);
        throw awsFailure(error, service);
      }
    },
  };
}

/** The evaluator of the local host. */
export function hostEvaluator(): Evaluator {
  return {
    close: () => undefined,
    // Like AWS's evaluator, it rejects a promise when it cannot evaluate the code.
    evaluate: async ({ code, handler, context }) => {
      await Promise.resolve();
      try {
        return answerOf(evaluateCode({ code, context: JSON.stringify(context), function: handler }));
      } catch (error) {
        if (error instanceof TypeError) return refusedWhole('BadRequestException', messageOf(error));
        throw error;
      }
    },
  };
}

/** The parts of an answer that both evaluators have. */
type Evaluated = Pick<EvaluateCodeCommandOutput, 'evaluationResult'> & {
  readonly error?:
    | {
        readonly message?: string | undefined;
        readonly codeErrors?:
          | readonly {
              readonly errorType?: string | undefined;
              readonly value?: string | undefined;
              readonly location?:
                | { readonly line?: number | undefined; readonly column?: number | undefined }
                | undefined;
            }[]
          | undefined;
      }
    | undefined;
};

function answerOf({ error, evaluationResult }: Evaluated): Answer {
  const { codeErrors = [], message = '' } = error ?? {};
  if (codeErrors.length > 0) {
    return {
      kind: 'refused',
      refusals: codeErrors.map(({ errorType = 'UNKNOWN', value = '', location }) => ({
        type: errorType,
        value,
        place: location?.line === undefined ? null : { line: location.line, column: location.column ?? 1 },
      })),
    };
  }
  if (error) return { kind: 'failed', message };
  return { kind: 'answered', value: parsed(evaluationResult) };
}

/** Parses a result as JSON; other text (none is documented) stays as it is. */
function parsed(text: string | undefined): unknown {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refusedWhole(type: string, value: string): Answer {
  return { kind: 'refused', refusals: [{ type, value, place: null }] };
}

/** AWS refuses code that is too long, for example, as a bad request. */
function isBadRequest(error: unknown): error is Error {
  return error instanceof Error && /^(?:BadRequest|Validation)Exception$/.test(error.name);
}
