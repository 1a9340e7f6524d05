import type { GuestAnswer } from './answer.ts';
import { placeOfCall } from './places.ts';

/** An answer while the handler still runs. */
export type Draft = { -readonly [K in keyof GuestAnswer]: GuestAnswer[K] };

/** Ends the handler. Carries nothing: what it stands for is in the draft, where no other evaluation can see it. */
export const halt: Error = Object.freeze(new Error('The handler has ended.'));

/** Between a module's call and a warning there may be several functions of the library. */
const framesOfWarning = 10;

let current: Draft = { stash: {} };
let caller: unknown;
let strict = true;

/** The one evaluation that runs now: handlers are synchronous, so there is never a second. */
export const draft = (): Draft => current;

/** `ctx.identity`. */
export const identity = (): unknown => caller;

/** Whether the handler meets what AWS is only likely to do. */
export const isStrict = (): boolean => strict;

/** Forgets the last evaluation and starts one. */
export function start(stash: Readonly<Record<string, unknown>>, identityOfCaller: unknown, isStrictNow: boolean): void {
  current = { stash };
  caller = identityOfCaller;
  strict = isStrictNow;
}

/** Tells the developer, and not the handler, where AWS does not do as JavaScript does. */
export function warn(text: string, place: string = placeOfCall(framesOfWarning)): void {
  current.warnings = (current.warnings ?? []).concat({ text, place });
}

/** Stops the handler with the error of a wrong call: what `util` itself refuses. */
export function fail(message: string): never {
  throw new TypeError(message);
}

/** Stops the handler with AWS's error without a reason; the developer is told the reason. */
export function runtimeError(reason: string): never {
  warn(reason);
  throw new TypeError('Runtime Error');
}
