import type { GuestAnswer } from './answer.ts';

/** An answer while the handler still runs. */
export type Draft = { -readonly [K in keyof GuestAnswer]: GuestAnswer[K] };

/** Ends the handler. Carries nothing: what it stands for is in the draft, where no other evaluation can see it. */
export const halt: Error = Object.freeze(new Error('The handler has ended.'));

let current: Draft = { stash: {} };
let caller: unknown;

/** The one evaluation that runs now: handlers are synchronous, so there is never a second. */
export const draft = (): Draft => current;

/** `ctx.identity`. */
export const identity = (): unknown => caller;

/** Forgets the last evaluation and starts one. */
export function start(stash: Readonly<Record<string, unknown>>, identityOfCaller: unknown): void {
  current = { stash };
  caller = identityOfCaller;
}

/** Stops the handler with the error of a wrong call: what `util` itself refuses. */
export function fail(message: string): never {
  throw new TypeError(message);
}
