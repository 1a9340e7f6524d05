/** Letters that Unicode does not decompose, and letters of Arabic script that people use for each other. */
const ALIKE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ـ: '',
};

/**
 * The form in which names are compared: `Köln` and `KOLN` are both `koln`. Case, accents, apostrophes and the kind of space
 * or hyphen make no difference.
 */
export function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’ʻʼʿʾ`´]/gu, '')
    .replaceAll(/[ßæœøđðþłıħŧىیکةہھـ]/g, (letter) => ALIKE[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
