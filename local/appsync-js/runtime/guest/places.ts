import { moduleFile } from './answer.ts';

// Taken before the realm is pruned.
const trace = Error;

/**
 * `line:column` of the nearest call in a module.
 * @param frames how many calls to look through: few are much cheaper to collect than many
 */
export function placeOfCall(frames: number): string {
  const { stackTraceLimit } = trace;
  trace.stackTraceLimit = frames;
  const { stack = '' } = new trace();
  trace.stackTraceLimit = stackTraceLimit;
  return stack;
}

/** `line:column` of the call of a function, if a module made it; empty if the realm's own library did. */
export function placeOfCaller(called: (...given: never[]) => unknown): string {
  const { stackTraceLimit } = trace;
  const collected = { stack: '' };
  trace.stackTraceLimit = 1;
  trace.captureStackTrace(collected, called);
  trace.stackTraceLimit = stackTraceLimit;
  return collected.stack;
}

/** What the realm reports of a stack: `line:column` of the nearest frame in a module; empty if there is none. */
export function nearestPlace(_error: unknown, frames: readonly NodeJS.CallSite[]): string {
  const frame = frames.find((candidate) => candidate.getFileName()?.startsWith(moduleFile) === true);
  return frame ? `${frame.getLineNumber() ?? 1}:${frame.getColumnNumber() ?? 1}` : '';
}
