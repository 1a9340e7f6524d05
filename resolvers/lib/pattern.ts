import { util } from './appsync/appsync.ts';

/**
 * Inside brackets: what nobody sees and no text of people needs. The joiners of Persian and of emoji are no such thing;
 * what turns the direction of a line is.
 */
export const UNSEEN = '\\p{Cc}\\p{Cn}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069\\uFEFF';
/** Inside brackets: what a text may not begin or end with. `\\s` alone is ASCII in Java. */
export const BLANK = `\\s\\p{Z}\\p{C}`;

/**
 * Whether this is a text that as a whole has a form.
 * @param pattern a Java regular expression (`util.matches` takes no other), without anchors
 */
export function fits(pattern: string, value: unknown): value is string {
  // A `$` would also match before a line break at the end (java.util.regex.Pattern).
  return typeof value === 'string' && util.matches(`^(?:${pattern})(?![\\s\\S])`, value);
}
