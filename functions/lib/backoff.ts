import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds. */
const SHORTEST = 25;
const LONGEST = 2_000;

/**
 * Waits before something is tried again: twice as long each time, and anything between nothing and that, so that those who
 * met once don't meet again (AWS Builders' Library, "Timeouts, retries, and backoff with jitter").
 * @param tries how often it was tried
 */
export async function backOff(tries: number): Promise<void> {
  await wait(Math.random() * Math.min(LONGEST, SHORTEST * 2 ** tries));
}
