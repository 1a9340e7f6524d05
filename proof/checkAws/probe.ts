import type { Answer, Question } from './evaluator.ts';

/**
 * How sure an assumption is. `certain`: documented, recorded from AWS, or in several reports. `likely`: one good report.
 * `doubtful`: one bare claim, or a contradicted one. `unreported`: no report speaks of it; we assume what JavaScript does,
 * and our resolvers rely on it.
 */
export type Confidence = 'certain' | 'likely' | 'doubtful' | 'unreported';

/** What a handler is assumed to do on AWS. */
export type Assumed =
  /** AWS does not take the code. */
  | { readonly kind: 'refused' }
  /** AWS takes the code; what the handler does is left open. */
  | { readonly kind: 'accepted' }
  /** The handler raises an error: this one, or any. */
  | { readonly kind: 'failed'; readonly message?: string }
  | { readonly kind: 'answered'; readonly value: unknown };

/** A small handler that shows one property of AWS's runtime. */
export interface Probe extends Question {
  /** The row of the list of deviations that it belongs to, and a letter. */
  readonly id: string;
  /** What we assume, in words. */
  readonly assumption: string;
  readonly confidence: Confidence;
  /** Where the assumption comes from. */
  readonly source: string;
  readonly assumed: Assumed;
}

type Told = Omit<Probe, 'code' | 'handler' | 'context' | 'assumed'>;

/** What a probe runs: a request handler's body, or the whole module. */
interface Code {
  readonly body?: string;
  /** Before the handlers. */
  readonly top?: string;
  readonly module?: string;
  readonly context?: object;
}

const IMPORTS = `import { util, runtime } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';
`;

const RESPONSE = 'export function response(ctx) {\n  return ctx.result;\n}\n';

function probe(told: Told, { body = '', top = '', module, context = {} }: Code, assumed: Assumed): Probe {
  const request = `export function request(ctx) {\n  ${body}\n}\n`;
  return { ...told, code: module ?? `${IMPORTS}${top}${request}${RESPONSE}`, handler: 'request', context, assumed };
}

/** The code is assumed to be refused. */
export function refused(told: Told, code: Code): Probe {
  return probe(told, code, { kind: 'refused' });
}

/** The code is assumed to be taken, whatever it does. */
export function accepted(told: Told, code: Code): Probe {
  return probe(told, code, { kind: 'accepted' });
}

/** The handler is assumed to raise an error. */
export function fails(told: Told, code: Code, message?: string): Probe {
  return probe(told, code, { kind: 'failed', ...(message === undefined ? {} : { message }) });
}

/** The handler is assumed to answer with this value. */
export function answers(told: Told, code: Code, value: unknown): Probe {
  return probe(told, code, { kind: 'answered', value });
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

/** The order of an object's keys is AWS's own. */
function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In a few words. */
export function describeAssumed(assumed: Assumed): string {
  if (assumed.kind === 'answered') return JSON.stringify(assumed.value);
  if (assumed.kind !== 'failed') return assumed.kind;
  return assumed.message === undefined ? 'any error' : `error "${assumed.message}"`;
}

/** In a few words. */
export function describeAnswer(answer: Answer): string {
  if (answer.kind === 'answered') return JSON.stringify(answer.value);
  if (answer.kind === 'failed') return `error "${answer.message}"`;
  return `refused: ${answer.refusals.map(({ type, value }) => `${type} ${value}`).join('; ')}`;
}
