import { moduleFile } from '../answer.ts';

// Taken before the realm is pruned.
const trace = Error;

/**
 * Returns `line:column` of the nearest call in a module.
 * @param frames the number of stack frames to search; a few cost much less than many
 */
export function placeOfCall(frames: number): string {
  const { stackTraceLimit } = trace;
  trace.stackTraceLimit = frames;
  const { stack = '' } = new trace();
  trace.stackTraceLimit = stackTraceLimit;
  return stack;
}

/** Returns `line:column` of a function's call if a module made it; empty if the realm's library made it. */
export function placeOfCaller(called: (...given: never[]) => unknown): string {
  const { stackTraceLimit } = trace;
  const collected = { stack: '' };
  trace.stackTraceLimit = 1;
  trace.captureStackTrace(collected, called);
  trace.stackTraceLimit = stackTraceLimit;
  return collected.stack;
}

/** Replaces the stack of the realm's errors: `line:column` of the nearest frame in a module; empty if there is none. */
export function nearestPlace(_error: unknown, frames: readonly NodeJS.CallSite[]): string {
  const frame = frames.find((candidate) => candidate.getFileName()?.startsWith(moduleFile) === true);
  return frame ? `${frame.getLineNumber() ?? 1}:${frame.getColumnNumber() ?? 1}` : '';
}
