import { fits } from './pattern.ts';

/**
 * Inside brackets: characters that no text may contain. They are control characters but line breaks, line and paragraph separators,
 * private and lone surrogate code points, and what Unicode calls default-ignorable: marks and overrides of direction,
 * fillers, the soft hyphen, tags. Blank symbols (U+2800, U+1D159) and noncharacters are in it, too.
 * Other unassigned code points are not in it, because a Unicode version that is older than an emoji does not know it.
 */
export const HIDDEN =
  '\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u200E\\u200F' +
  '\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFDD0-\\uFDEF\\uFEFF\\uFFA0\\uFFF0-\\uFFFC\\uFFFE\\uFFFF' +
  '\\x{13430}-\\x{1343F}\\x{16FE4}\\x{1BCA0}-\\x{1BCA3}\\x{1D159}\\x{1D173}-\\x{1D17A}\\x{1FFFE}\\x{1FFFF}' +
  '\\x{2FFFE}\\x{2FFFF}\\x{3FFFE}-\\x{E00FF}\\x{E01F0}-\\x{10FFFF}';
/** Whether a text is one line without hidden characters. Zero-width joiners and variation selectors may be anywhere. */
export function isOneLine(text: string): boolean {
  return fits(`[^${HIDDEN}\\n\\r]*`, text);
}
