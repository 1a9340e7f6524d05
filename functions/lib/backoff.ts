import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds. */
const SHORTEST = 25;
const LONGEST = 2_000;

/**
 * Waits before another try. The longest wait doubles with each try, and the wait is a random part of it, so two callers that
 * conflicted once do not conflict again (AWS Builders' Library, "Timeouts, retries, and backoff with jitter").
 * @param tries the number of tries so far
 */
export async function backOff(tries: number): Promise<void> {
  await wait(Math.random() * Math.min(LONGEST, SHORTEST * 2 ** tries));
}
