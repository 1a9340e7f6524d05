import { util } from './appsync/appsync.ts';
import { invalid } from './errors.ts';
import { HIDDEN, isOneLine } from './hiddenCharacters.ts';
import { fits } from './pattern.ts';

/** Inside brackets: the blocks of emoji, by number because a Unicode version that is older than an emoji does not know it. */
const EMOJI =
  '\\u00A9\\u00AE\\u203C\\u2049\\u2122\\u2139\\u2190-\\u2BFF\\u3030\\u303D\\u3297\\u3299\\x{1F000}-\\x{1FFFD}';
/** Inside brackets: they choose a form of the character before them, and nobody sees them anywhere else. */
const SELECTOR = '\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}';
/** Inside brackets: what a word consists of. */
const WORD = '\\p{L}\\p{Mn}\\p{Mc}';
/** Inside brackets: the signs of Indic scripts that end a syllable. A joiner after one changes how it looks, even last. */
const VIRAMA = '\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA';

/** Inside brackets: letters and digits of any script. */
export const LETTER_OR_DIGIT = '\\p{L}\\p{Nd}';

/**
 * Normalises a text (Unicode NFC) and measures it.
 * @param most how many code points it may then have
 * @returns null when it is longer
 */
function composed(text: string, most: number): string | null {
  // NFC makes one code point of at most four. A longer text is not normalised, because long runs of accents take long.
  if (!isWithin(text, 4 * most)) return null;
  const normalised = util.str.normalize(text, 'nfc');
  return isWithin(normalised, most) ? normalised : null;
}

/** Whether a text has at most so many code points. A pattern counts code points, `length` UTF-16 units. */
function isWithin(text: string, most: number): boolean {
  return fits(`[\\s\\S]{0,${most}}`, text);
}

/** Whether a text has something visible, and each joiner and selector where it has an effect. */
function isClean(text: string): boolean {
  // The space in front spares the pattern a case for the first character.
  return fits(`[\\s\\S]*[\\p{L}\\p{N}\\p{P}\\p{S}${EMOJI}][\\s\\S]*`, text) && !fits(stray(), ` ${text}`);
}

/**
 * A joiner (U+200C, U+200D) outside of words and emoji, or a selector with nothing to select.
 * It has no lookbehind: Java's looks back by UTF-16 units unless the pattern itself contains a surrogate.
 */
function stray(): string {
  const found = [
    `[^${WORD}${EMOJI}][\\u200C\\u200D]`,
    `(?![${SELECTOR}${VIRAMA}])[${WORD}][\\u200C\\u200D](?![${WORD}])`,
    `[${SELECTOR}${EMOJI}](?:\\u200C|\\u200D(?![${EMOJI}]))`,
    // Selectors choose a form in these scripts, of emoji, and of keycaps.
    `[^\\p{IsHan}\\p{IsMongolian}\\p{IsMyanmar}${EMOJI}0-9#*][${SELECTOR}]`,
    `[0-9#*](?!\\uFE0F\\u20E3)[${SELECTOR}]`,
  ];
  return `[\\s\\S]*(?:${found.join('|')})[\\s\\S]*`;
}

/**
 * Checks a text of one line that other people see.
 * @param title names the text at the start of an error message: `A name`
 * @param most how many code points it may have
 * @returns it normalised (Unicode NFC)
 */
export function checkedLine(field: string, title: string, most: number, text: string): string {
  const line = measured(field, title, most, text);
  if (!isOneLine(line) || !isClean(line))
    invalid(field, 'format', `${title} has visible text, on one line and without hidden characters.`);
  return line;
}

/** The same for a text that may have several lines. */
export function checkedLines(field: string, title: string, most: number, text: string): string {
  const lines = measured(field, title, most, text);
  if (!fits(`[^${HIDDEN}]*`, lines) || !isClean(lines)) {
    invalid(field, 'format', `${title} has visible text, without hidden characters. Lines may break.`);
  }
  return lines;
}

function measured(field: string, title: string, most: number, text: string): string {
  const normalised = composed(text, most);
  return normalised === null ? invalid(field, 'length', `${title} has at most ${most} characters.`) : normalised;
}
