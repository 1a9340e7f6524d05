import { setTimeout as wait } from 'node:timers/promises';

const TIMEOUT_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 20;

/**
 * Reads a state that sends no event, again and again, until it is as expected.
 * @param what the expected state, for the error
 * @returns the state
 * @throws Error with the last state when the time is over
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen>,
  isSo: (seen: Seen) => boolean,
  timeout = TIMEOUT_MILLISECONDS,
  pause = PAUSE_MILLISECONDS,
): Promise<Seen> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`Never came true: ${what}. Last seen: ${JSON.stringify(seen)}`);
    await wait(pause);
  }
}
