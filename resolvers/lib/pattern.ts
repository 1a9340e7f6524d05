import { util } from '@aws-appsync/utils';

/**
 * Whether a text as a whole has a form.
 * @param pattern a Java regular expression (`util.matches` takes no other), without anchors
 */
export function fits(pattern: string, text: string): boolean {
  // A `$` would also match before a line break at the end (java.util.regex.Pattern).
  return util.matches(`^(?:${pattern})(?![\\s\\S])`, text);
}
