import { createContext, Script } from 'node:vm';

/** A pattern that takes longer than this is an error. AWS documents no limit; a request has 30 seconds in all. */
const mostMilliseconds = 1_000;

/** Texts up to this length are short enough for any pattern that repeats little. */
const shortText = 2_000;

const holder: { search: () => unknown } = { search: () => null };
const context = createContext(holder);
const script = new Script('search()');

/**
 * Searches a text for a pattern. With a pattern such as `(a+)+b` the time of a search doubles with every character, so
 * a pattern that repeats much, and any search in a long text, ends after a second with a RangeError. Other searches run
 * without this guard, which takes about half a millisecond.
 */
export function bounded<T>(pattern: string, text: string, search: () => T): T {
  if (text.length <= shortText && !repeatsMuch(pattern)) return search();
  holder.search = search;
  try {
    return script.runInContext(context, { timeout: mostMilliseconds }) as T;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const seconds = mostMilliseconds / 1_000;
    throw new RangeError(`the pattern "${pattern}" takes more than ${seconds} s. Use one with fewer repetitions.`, {
      cause: error,
    });
  } finally {
    holder.search = () => null;
  }
}

/**
 * Whether a group is repeated, three or more parts are repeated, or many parts are optional: only then does time grow fast
 * with a short text. A part that is there a fixed number of times, as in `[0-9]{4}`, matches in one way.
 */
function repeatsMuch(pattern: string): boolean {
  if (/\)[*+{]/.test(pattern)) return true;
  // Neither in a class, as in `[*+]`, nor after a backslash do these characters repeat anything.
  const bare = pattern.replace(/\\.|\(\?/gs, '').replace(/\[[^\]]*\]/g, '.');
  const marks = bare.match(/[*+?]|\{\d*,/g) ?? [];
  const optional = marks.filter((mark) => mark === '?').length;
  return marks.length - optional > 2 || optional > 5;
}

function isTimeout(error: unknown): boolean {
  // It is no instance of this realm's Error.
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
