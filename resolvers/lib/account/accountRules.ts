import * as limits from '../../../domain/limits.ts';
import type { AccountInput } from '../../../domain/schema.types.ts';
import { invalid } from '../errors.ts';
import { BLANK, fits, UNSEEN } from '../pattern.ts';
import { checkCurrency } from '../trips/tripRules.ts';

/** BCP 47 (RFC 5646) in the forms that phones send: language, script, region and variants. */
const LANGUAGE =
  '[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\\d{3}))?(?:-(?:[0-9A-Za-z]{5,8}|\\d[0-9A-Za-z]{3}))*';

/** Refuses a name that cannot be shown. */
export function checkName(name: string): void {
  if (name.length > limits.nameLength) {
    invalid('name', 'length', `A name has at most ${limits.nameLength} characters.`);
  }
  // No control characters, no blank at either end.
  const isWritten = fits(`[^${BLANK}](?:[^${UNSEEN}]*[^${BLANK}])?`, name);
  if (!isWritten) invalid('name', 'format', 'A name has at least one character and no blank around it.');
}

/** Refuses an edit of the account that cannot be stored. An empty text goes back to the default, so it is allowed. */
export function checkAccount(input: AccountInput): void {
  const { name, language, currency } = input;
  const isEmpty = typeof name !== 'string' && typeof language !== 'string' && typeof currency !== 'string';
  if (isEmpty) invalid('input', 'required', 'Give at least one thing to change.');
  if (name) checkName(name);
  // The length is checked first because Java's patterns recurse over repeated groups.
  if (language && (language.length > limits.languageLength || !fits(LANGUAGE, language))) {
    invalid('language', 'format', 'Give the language as a BCP 47 tag, for example en or pt-BR.');
  }
  if (currency) checkCurrency('currency', currency);
}
