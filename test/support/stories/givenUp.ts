import { setTimeout as wait } from 'node:timers/promises';

import type { Host } from '../../../local/host/types.ts';

/** Milliseconds that the work may take: several times what it takes on a busy machine. */
const TIMEOUT = 40_000;
/** Milliseconds between two looks at the dead letters. */
const PAUSE = 20;

/**
 * Waits for work that a function on a stream has to do. A broken function fails the test soon: at once when the stream gives
 * up a batch, and after a deadline when the function does nothing and raises nothing.
 * @param timeout milliseconds that the work may take
 * @throws Error with what the function failed on, when a batch is given up before the work is done
 * @throws Error when the deadline passes before the work is done
 */
export async function unlessGivenUp<Result>(
  host: Pick<Host, 'deadLetters'>,
  work: Promise<Result>,
  timeout = TIMEOUT,
): Promise<Result> {
  const isOver = new AbortController();
  const failure = failureOf(host, timeout, isOver.signal);
  // The other one of the two has no reader any more.
  for (const outcome of [work, failure]) outcome.catch(() => undefined);
  try {
    return await Promise.race([work, failure]);
  } finally {
    isOver.abort();
  }
}

/** Rejects when a batch is given up, when the deadline passes, and when the signal aborts. */
async function failureOf(
  { deadLetters }: Pick<Host, 'deadLetters'>,
  timeout: number,
  signal: AbortSignal,
): Promise<never> {
  const before = deadLetters().length;
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    const letter = deadLetters()[before];
    if (letter !== undefined) {
      if ('attributes' in letter) throw new Error(`Lambda gave up an event: ${JSON.stringify(letter.attributes)}.`);
      const { requestContext, responseContext } = letter.message;
      const what = 'requestPayload' in letter.message ? 'Lambda gave up an event' : 'The stream gave up a batch';
      throw new Error(`${what}: ${JSON.stringify({ ...requestContext, ...responseContext })}.`);
    }
    await wait(PAUSE, undefined, { signal });
  }
  throw new Error(`The functions on the stream did not do their work within ${timeout / 1_000} s.`);
}
