import type { Host } from '../../../local/host/types.ts';
import { until } from '../until.ts';

/** Longer than any test lasts. */
const TIMEOUT = 600_000;

/**
 * Waits for work that a function on a stream has to do, and fails at once when the stream gives up a batch: a function that
 * is broken would be waited for until the test's time is over.
 * @throws Error with what the function failed on, when a batch is given up before the work is done
 */
export async function unlessGivenUp<Result>(
  { deadLetters }: Pick<Host, 'deadLetters'>,
  work: Promise<Result>,
): Promise<Result> {
  const before = deadLetters().length;
  const isOver = { now: false };
  const givenUp = until(
    'a batch is given up',
    () => Promise.resolve(deadLetters().slice(before)),
    (letters) => isOver.now || letters.length > 0,
    TIMEOUT,
  ).then(([letter]) => {
    if (!letter) return work;
    const { requestContext, responseContext } = letter.message;
    throw new Error(`The stream gave up a batch: ${JSON.stringify({ ...requestContext, ...responseContext })}.`);
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    isOver.now = true;
    // Whichever comes second is of no interest.
    for (const outcome of [work, givenUp]) outcome.catch(() => undefined);
  }
}
