import { STORED_NAMES } from '../../domain/categories.ts';
import { isCurrency } from '../../domain/currencies.ts';
import * as limits from '../../domain/limits.ts';
import { round } from './forms.ts';

/** Values that the first app stored as people typed them, and that can be read in only one way. */

const CATEGORY_NAMES: readonly string[] = Object.values(STORED_NAMES);
/** The decimal separator is a dot or a comma. A comma before exactly three digits may also group them. */
const TYPED = /^0*(?=\d|[.,]\d)(\d{0,6})(?:[.,](?:(?<=\.)(\d*)|(?<=,)(\d{0,2}|\d{4,})))?$/;
const BLANKS = /\s+/gu;

/** A number as a person typed it, to 6 decimals: `.5`, `05`, `3.`, ` 3 `, `3,5`; null if there is no one reading. */
export function typedNumber(text: string): number | null {
  const [all, whole = '', afterDot = '', afterComma = ''] = TYPED.exec(text.trim()) ?? [];
  return all === undefined ? null : round(Number(`${whole || '0'}.${afterDot || afterComma || '0'}`));
}

/** The stored name of a category, whatever its capitals and blanks; null for any other text. */
export function categoryOf(text: string): string | null {
  const name = text.trim().toLowerCase();
  return CATEGORY_NAMES.find((known) => known.toLowerCase() === name) ?? null;
}

/** Names of currencies that mean only one. `$`, `£` and `¥` are signs of several currencies. */
const CURRENCIES: Readonly<Record<string, string>> = { '€': 'EUR', EURO: 'EUR', EUROS: 'EUR', US$: 'USD' };

/** The ISO 4217 code of a currency as a person wrote it; null if there are none or several readings. */
export function currencyOf(text: string): string | null {
  const name = text.trim().toUpperCase();
  return isCurrency(name) ? name : (CURRENCIES[name] ?? null);
}

/** A city with its characters composed (Unicode NFC), and with single spaces only between words. */
export function tidyCity(text: string): string {
  return text.normalize('NFC').replaceAll(BLANKS, ' ').replaceAll(/ ?- ?/g, '-').trim();
}

/** Inside brackets: what no text of the API contains, as in resolvers/lib/hiddenCharacters.ts. */
const HIDDEN = String.raw`\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFC\p{Noncharacter_Code_Point}`;
/** Joiners and selectors, which words and emoji may contain. */
const JOINERS = /[\u200C\u200D\uFE00-\uFE0F]/gu;
const IS_HIDDEN = new RegExp(`[${HIDDEN}]`, 'u');
const WORD = String.raw`[^-]*[\p{L}\p{Nd}][^-]*`;
const CITY = new RegExp(String.raw`^${WORD}-(?:.*-)?${WORD}$`, 'u');
/** An underscore, a blank beside a hyphen or an end, and every blank that is not one ordinary space. */
const STRAY = /_|^[ -]|[ -]$|[ -]{2}|(?! )\p{Z}/u;

/**
 * Whether the API accepts a search for this city. `checkedCity` in resolvers/lib/trips/tripRules.ts has the same rules.
 */
export function isCity(text: string): boolean {
  const isWithin = Array.from(text).length <= limits.cityLength;
  return isWithin && text === text.normalize('NFC') && CITY.test(text) && !STRAY.test(text) && isLine(text);
}

/** Whether a text is one line that the API shows. */
export function isLine(text: string): boolean {
  return text.length > 0 && !IS_HIDDEN.test(text.replaceAll(JOINERS, ''));
}
