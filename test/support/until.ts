import { setTimeout as wait } from 'node:timers/promises';

const TIMEOUT_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 20;

/**
 * Looks again and again at what nobody tells of, until it is as it should be, and answers with what was seen then.
 * Raises an error that names it, with what was seen last, when that takes too long.
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
