import type { GuestAnswer } from './answer.ts';
import { placeOfCall } from './language/places.ts';

/** The outcome of the running handler so far. */
export type Draft = { -readonly [K in keyof GuestAnswer]: GuestAnswer[K] };

/** Ends the handler. The error has no data: the outcome is in the draft, which no other evaluation can read. */
export const halt: Error = Object.freeze(new Error('The handler has ended.'));

/** Several functions of the library may lie between the module's call and the warning. */
const framesOfWarning = 10;

let current: Draft = { stash: {} };
let caller: unknown;
let strict = true;

/** The draft of the running evaluation. Handlers are synchronous, so only one runs at a time. */
export const draft = (): Draft => current;

/** `ctx.identity`. */
export const identity = (): unknown => caller;

/** Whether the handler runs with the behaviour that AWS only probably has. */
export const isStrict = (): boolean => strict;

/** Discards the last evaluation and starts a new one. */
export function start(stash: Readonly<Record<string, unknown>>, identityOfCaller: unknown, isStrictNow: boolean): void {
  current = { stash };
  caller = identityOfCaller;
  strict = isStrictNow;
}

/** Warns the developer, not the handler, where AWS does not behave as JavaScript does. */
export function warn(text: string, place: string = placeOfCall(framesOfWarning)): void {
  current.warnings = (current.warnings ?? []).concat({ text, place });
}

/** Ends the handler with the error of an invalid call that `util` itself refuses. */
export function fail(message: string): never {
  throw new TypeError(message);
}

/** Ends the handler with AWS's error, which gives no reason; the warning gives it to the developer. */
export function runtimeError(reason: string): never {
  warn(reason);
  throw new TypeError('Runtime Error');
}
