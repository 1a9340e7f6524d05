import type { Copy } from './copy.ts';
import type { Mistake } from './mistake.ts';
import { nameOf, type Outcome, print } from './report.ts';
import { type Ended, runTests } from './vitest.ts';

export type Environment = Readonly<Record<string, string>>;

/**
 * Runs the tests of all mistakes without any mistake.
 * @throws Error when one fails: it would notice every mistake
 */
export async function expectToPass(copy: Copy, mistakes: readonly Mistake[], environment: Environment): Promise<void> {
  const files = [...new Set(mistakes.flatMap(({ tests }) => tests))].sort();
  if (files.length === 0) return;
  const { passed, printed } = await runTests(copy.folder, files, environment);
  if (!passed) throw new Error(`The tests fail without any mistake: make them pass first.\n${printed}`);
}

/**
 * Makes the mistakes, one at a time in each copy, and prints a line about each.
 * @param stopAt milliseconds of `performance.now` after which no further mistake is tried
 */
export async function tryAll(
  mistakes: readonly Mistake[],
  copies: readonly Copy[],
  environment: Environment,
  stopAt: number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  // Each copy takes the next mistake off the one iterator.
  const next = mistakes.values();
  await Promise.all(
    copies.map(async (copy) => {
      for (const mistake of next) {
        const started = performance.now();
        if (started > stopAt) break;
        const ended = mistake.equivalent === undefined ? await tryOne(copy, mistake, environment) : null;
        outcomes.push({ mistake, isNoticed: ended && !ended.passed });
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        print(`${outcomes.length}/${mistakes.length} ${nameOf(mistake)}: ${howOf(ended)} (${seconds} s)`);
      }
    }),
  );
  return outcomes;
}

/** The quick tests come first, in a run of their own. */
function tryOne(copy: Copy, mistake: Mistake, environment: Environment): Promise<Ended> {
  const isQuick = (file: string) => file.startsWith('test/unit/');
  const groups = [mistake.tests.filter(isQuick), mistake.tests.filter((file) => !isQuick(file))];
  return copy.with(mistake, async () => {
    let ended: Ended = { passed: true, printed: '' };
    for (const files of groups) {
      if (ended.passed && files.length > 0) ended = await runTests(copy.folder, files, environment);
    }
    return ended;
  });
}

function howOf(ended: Ended | null): string {
  if (ended === null) return 'not tried, because no test can notice it';
  return ended.passed ? 'NOT NOTICED' : `noticed by "${failedTest(ended.printed)}"`;
}

/** The first test that a run reports as failed; a run that ends before its tests, or takes too long, has none. */
function failedTest(printed: string): string {
  return /^ *FAIL +(.*)$/m.exec(printed)?.[1]?.trim() ?? 'no test: the run ended early';
}
