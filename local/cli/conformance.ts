import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

import { checkCode } from '../appsync-js/check/check.ts';
import { evaluateCode, type EvaluateCodeResponse } from '../appsync-js/evaluate.ts';
import { codeLimits } from '../appsync-js/limits.ts';

/** One answer recorded from AWS. */
interface Case {
  readonly id: string;
  readonly kind: 'expression' | 'handler';
  readonly expression?: string;
  readonly code?: string;
  readonly handler: 'request' | 'response';
  readonly context: unknown;
  readonly expected: unknown;
  readonly compare: 'deep-equal' | 'json-string-parsed' | 'error-message' | 'refused';
}

/** Replays a file of cases, prints each that went another way than on AWS, and says how many did. */
function main(file: string | undefined): void {
  if (file === undefined) throw new TypeError('Usage: npm run conformance -- FILE');
  const cases = JSON.parse(readFileSync(file, 'utf8')) as readonly Case[];
  // All at once: the check reads many codes faster than one after the other, and remembers what it found.
  checkCode(cases.map((recorded) => ({ name: recorded.id, code: codeOf(recorded) })));
  const failures = cases.map(failure).filter((text) => text !== null);
  for (const text of failures) process.stdout.write(`${text}\n`);
  process.stdout.write(`${cases.length - failures.length} passed, ${failures.length} failed\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function failure(recorded: Case): string | null {
  // EvaluateCode itself takes no such code, so it has no answer to compare.
  if (recorded.compare === 'refused' && codeOf(recorded).length > codeLimits.characters) return null;
  const answer = evaluateCode({
    code: codeOf(recorded),
    context: JSON.stringify(recorded.context),
    function: recorded.handler,
  });
  if (matches(recorded, answer)) return null;
  const got = answer.error ? `error ${JSON.stringify(answer.error)}` : (answer.evaluationResult ?? '');
  return `${recorded.id}\n  expected ${JSON.stringify(recorded.expected)}\n  got      ${got}`;
}

function codeOf({ kind, code, expression }: Case): string {
  if (kind === 'handler') return code ?? '';
  return `import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
export function request(ctx) { return ${expression ?? 'undefined'}; }
export function response(ctx) { return ${expression ?? 'undefined'}; }`;
}

function matches({ compare, expected }: Case, { error, evaluationResult }: EvaluateCodeResponse): boolean {
  if (compare === 'refused') return (error?.codeErrors.length ?? 0) > 0;
  if (compare === 'error-message') return error?.message === (expected as { message: string }).message;
  if (error || evaluationResult === undefined) return false;
  const result: unknown = JSON.parse(evaluationResult);
  if (compare === 'deep-equal') return isDeepStrictEqual(result, expected);
  return typeof result === 'string' && isDeepStrictEqual(clausewise(result), clausewise(expected));
}

/** The order of an expression's clauses is AWS's own map order, so only the clauses count. */
function clausewise(value: unknown): unknown {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  const { expression, ...rest } = parsed as { readonly expression?: unknown };
  return { ...rest, clauses: typeof expression === 'string' ? clauses(expression).toSorted() : expression };
}

/** Splits at the joiners that stand outside all brackets. */
function clauses(expression: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const piece of expression.split(/([()]| AND | OR )/)) {
    depth += piece === '(' ? 1 : piece === ')' ? -1 : 0;
    if (depth === 0 && piece === ' AND ') parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts;
}

try {
  main(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
