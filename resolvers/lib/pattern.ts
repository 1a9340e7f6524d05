import { util } from './appsync/appsync.ts';

/**
 * Whether this is a text that as a whole has a form.
 * @param pattern a Java regular expression (`util.matches` takes no other), without anchors
 */
export function fits(pattern: string, value: unknown): value is string {
  // A `$` would also match before a line break at the end (java.util.regex.Pattern).
  return typeof value === 'string' && util.matches(`^(?:${pattern})(?![\\s\\S])`, value);
}
