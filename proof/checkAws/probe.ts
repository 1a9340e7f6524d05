import type { Answer, Question } from './evaluator.ts';

/**
 * How certain an assumption is. `certain`: documented, recorded from AWS, or in several reports. `likely`: one good
 * report. `doubtful`: one claim without evidence, or a contradicted claim. `unreported`: no report mentions it; we
 * assume what JavaScript does, and our resolvers depend on it.
 */
export type Confidence = 'certain' | 'likely' | 'doubtful' | 'unreported';

/** The assumed result on AWS. */
export type Assumed =
  /** AWS refuses the code. */
  | { readonly kind: 'refused' }
  /** AWS accepts the code; the result of the handler is not assumed. */
  | { readonly kind: 'accepted' }
  /** The handler raises an error: this one, or any. */
  | { readonly kind: 'failed'; readonly message?: string }
  | { readonly kind: 'answered'; readonly value: unknown };

/** A small handler that shows one property of AWS's runtime. */
export interface Probe extends Question {
  /** The row in the list of deviations, and a letter. */
  readonly id: string;
  /** The assumption, in words. */
  readonly assumption: string;
  readonly confidence: Confidence;
  /** The source of the assumption. */
  readonly source: string;
  readonly assumed: Assumed;
}

type Description = Omit<Probe, 'code' | 'handler' | 'context' | 'assumed'>;

/** The code of a probe: the body of a request handler, or a whole module. */
interface Code {
  readonly body?: string;
  /** Code before the handlers. */
  readonly top?: string;
  readonly module?: string;
  readonly context?: object;
}

const IMPORTS = `import { util, runtime } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
`;

const RESPONSE = 'export function response(ctx) {\n  return ctx.result;\n}\n';

function probe(description: Description, { body = '', top = '', module, context = {} }: Code, assumed: Assumed): Probe {
  const request = `export function request(ctx) {\n  ${body}\n}\n`;
  return {
    ...description,
    code: module ?? `${IMPORTS}${top}${request}${RESPONSE}`,
    handler: 'request',
    context,
    assumed,
  };
}

/** A probe whose code should be refused. */
export function refused(description: Description, code: Code): Probe {
  return probe(description, code, { kind: 'refused' });
}

/** A probe whose code should be accepted, with any result. */
export function accepted(description: Description, code: Code): Probe {
  return probe(description, code, { kind: 'accepted' });
}

/** A probe whose handler should raise an error. */
export function fails(description: Description, code: Code, message?: string): Probe {
  return probe(description, code, { kind: 'failed', ...(message === undefined ? {} : { message }) });
}

/** A probe whose handler should return this value. */
export function answers(description: Description, code: Code, value: unknown): Probe {
  return probe(description, code, { kind: 'answered', value });
}

/** Whether an answer is the assumed one. */
export function holds(assumed: Assumed, answer: Answer): boolean {
  if (assumed.kind === 'accepted') return answer.kind !== 'refused';
  if (assumed.kind === 'refused') return answer.kind === 'refused';
  if (assumed.kind === 'failed') {
    return answer.kind === 'failed' && (assumed.message === undefined || assumed.message === answer.message);
  }
  return answer.kind === 'answered' && sameJson(assumed.value, answer.value);
}

/** Compares JSON values; AWS may order the keys of an object differently. */
function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The assumed result in a few words. */
export function describeAssumed(assumed: Assumed): string {
  if (assumed.kind === 'answered') return JSON.stringify(assumed.value);
  if (assumed.kind !== 'failed') return assumed.kind;
  return assumed.message === undefined ? 'any error' : `error "${assumed.message}"`;
}

/** The answer in a few words. */
export function describeAnswer(answer: Answer): string {
  if (answer.kind === 'answered') return JSON.stringify(answer.value);
  if (answer.kind === 'failed') return `error "${answer.message}"`;
  return `refused: ${answer.refusals.map(({ type, value }) => `${type} ${value}`).join('; ')}`;
}
