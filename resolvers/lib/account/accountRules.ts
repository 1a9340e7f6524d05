import * as limits from '../../../domain/limits.ts';
import type { AccountInput } from '../../../domain/schema.types.ts';
import { invalid } from '../errors.ts';
import { fits } from '../pattern.ts';
import { checkedLine, LETTER_OR_DIGIT } from '../text.ts';
import { checkCurrency } from '../trips/tripRules.ts';

/** BCP 47 (RFC 5646) in the forms that phones send: language, script, region and variants. */
const LANGUAGE =
  '[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\\d{3}))?(?:-(?:[0-9A-Za-z]{5,8}|\\d[0-9A-Za-z]{3}))*';

/**
 * Checks a name that somebody gives.
 * @returns it normalised (Unicode NFC)
 */
export function checkedName(text: string): string {
  const name = checkedLine('name', 'A name', limits.nameLength, text);
  if (!fits(`(?=[\\s\\S]*[${LETTER_OR_DIGIT}])[^\\p{Z}](?:[\\s\\S]*[^\\p{Z}])?`, name))
    invalid('name', 'format', 'A name has a letter or digit, and no spaces at its ends.');
  return name;
}

export function checkLanguage(language: string): void {
  // The length is checked first because Java's patterns recurse over repeated groups.
  if (language.length > limits.languageLength || !fits(LANGUAGE, language)) {
    invalid('language', 'format', 'Give the language as a BCP 47 tag, for example en or pt-BR.');
  }
}

/**
 * Checks an edit of the account. An empty text goes back to the default, so it is allowed.
 * @returns it with its name normalised (Unicode NFC)
 */
export function checkedAccount(input: AccountInput): AccountInput {
  const { name, language, currency, pushRequests, pushAlerts } = input;
  const hasText = typeof name === 'string' || typeof language === 'string' || typeof currency === 'string';
  const hasSwitch = typeof pushRequests === 'boolean' || typeof pushAlerts === 'boolean';
  if (!hasText && !hasSwitch) invalid('input', 'required', 'Give at least one thing to change.');
  if (language) checkLanguage(language);
  if (currency) checkCurrency('currency', currency);
  return name ? { ...input, name: checkedName(name) } : input;
}
