import type { Journey } from './journey.ts';
import { type Outcome, runStep, type Step } from './step.ts';
import { chapters } from './steps/chapters.ts';

export interface Summary {
  readonly ok: number;
  readonly failed: number;
  readonly skipped: number;
  /** Steps that did not start. */
  readonly left: number;
}

/**
 * Takes the journey's people through all chapters.
 * @param print gets each line as soon as it is known
 * @returns the numbers of steps by their result
 */
export async function runJourney(journey: Journey, print: (line: string) => void): Promise<Summary> {
  const states: Outcome['state'][] = [];
  const total = chapters.flatMap(({ steps }) => steps).length;
  const count = (state: Outcome['state']) => states.filter((one) => one === state).length;
  const summary = () => ({
    ok: count('ok'),
    failed: count('FAILED'),
    skipped: count('skipped'),
    left: total - states.length,
  });
  for (const { title, steps } of chapters) {
    if (journey.signal.aborted) return summary();
    print(title);
    for (const step of steps) {
      const outcome = await unlessAborted(step, journey);
      if (outcome === null) return summary();
      states.push(outcome.state);
      print(lineOf(outcome));
      if (outcome.state === 'FAILED' && step.isVital) return summary();
    }
  }
  return summary();
}

/**
 * Runs a step until the journey is aborted. A vital step creates people, so it always finishes: only then can they be
 * deleted.
 */
async function unlessAborted(step: Step, journey: Journey): Promise<Outcome | null> {
  const { signal } = journey;
  if (signal.aborted) return null;
  if (step.isVital) return await runStep(step, journey);
  let stop: (() => void) | undefined;
  const aborted = new Promise<null>((resolve) => {
    stop = () => {
      resolve(null);
    };
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([runStep(step, journey), aborted]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

function lineOf({ state, title, expected, actual, milliseconds }: Outcome): string {
  const start = `  ${state.padEnd(7)} ${String(milliseconds).padStart(6)} ms  ${title}`;
  if (state === 'skipped') return `${start}: ${String(actual)}`;
  return `${start}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
}
