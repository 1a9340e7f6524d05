import { setTimeout as wait } from 'node:timers/promises';

import { messageOf } from '../lib/failure.ts';
import { Refused } from './api.ts';
import { type Journey, NotReached } from './journey.ts';

export interface Step {
  /** The promise, as a sentence. */
  readonly title: string;
  /** The expected parts of the answer; other parts are not compared. A function if it depends on earlier steps. */
  readonly expected: object | ((journey: Journey) => object);
  readonly run: (journey: Journey) => Promise<unknown>;
  /**
   * How many milliseconds the answer may need to become true: indexes and streams follow a write. Default: immediately.
   */
  readonly within?: number;
  /** Whether the journey ends if this step fails. */
  readonly isVital?: boolean;
}

export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Outcome {
  readonly state: 'ok' | 'FAILED' | 'skipped';
  readonly title: string;
  readonly expected: unknown;
  /** The compared parts of the answer. */
  readonly actual: unknown;
  readonly milliseconds: number;
}

/** The firewall allows 100 calls a minute for one token. */
const PAUSE = 1_000;

/** Runs a step until it answers as expected, or until its time is over. */
export async function runStep(step: Step, journey: Journey): Promise<Outcome> {
  const { title, within = 0 } = step;
  const started = performance.now();
  const last = started + within;
  const outcome = (state: Outcome['state'], expected: unknown, actual: unknown): Outcome => {
    return { state, title, expected, actual, milliseconds: Math.round(performance.now() - started) };
  };
  try {
    const expected = isFunction(step.expected) ? step.expected(journey) : step.expected;
    for (;;) {
      const actual = part(expected, await answerOf(step, journey));
      if (JSON.stringify(actual) === JSON.stringify(expected)) return outcome('ok', expected, actual);
      if (performance.now() >= last || journey.signal.aborted) return outcome('FAILED', expected, actual);
      await wait(PAUSE);
    }
  } catch (error) {
    if (error instanceof NotReached) return outcome('skipped', null, error.message);
    throw error;
  }
}

function isFunction(expected: Step['expected']): expected is (journey: Journey) => object {
  return typeof expected === 'function';
}

/** Runs a step once. A refusal is an answer too: `{ refused: errorType }` and its errorInfo. */
async function answerOf({ run }: Step, journey: Journey): Promise<unknown> {
  try {
    return await run(journey);
  } catch (error) {
    if (error instanceof NotReached) throw error;
    if (error instanceof Refused) {
      const { errorType, errorInfo, message } = error;
      return { refused: errorType ?? message, ...errorInfo };
    }
    return messageOf(error);
  }
}

/** The parts of an answer that an expectation names, in its order. */
function part(expected: unknown, actual: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.map((one, at) => part(one, actual[at]));
  }
  if (!isObject(expected) || !isObject(actual)) return actual ?? null;
  // An unexpected refusal explains why the rest is missing.
  if ('refused' in actual && !('refused' in expected)) return actual;
  return Object.fromEntries(Object.entries(expected).map(([key, one]) => [key, part(one, actual[key])]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
