/** A city to travel from or to. */
export interface Place {
  /** As trips and searches write it: `Berlin-Germany`. */
  readonly city: string;
  /** In the reader's language, if known. */
  readonly name: string;
  readonly country: string;
}

/** `Berlin-Germany` in its two parts. A city's name may have hyphens; what follows the last one is the country. */
export function placeOf(city: string): Place {
  const at = city.lastIndexOf('-');
  return at < 1 ? { city, name: city, country: '' } : { city, name: city.slice(0, at), country: city.slice(at + 1) };
}

/** As people write it: `Berlin, Germany`. */
export function shown(city: string): string {
  return written(placeOf(city));
}

export function written({ name, country }: Place): string {
  return country === '' ? name : `${name}, ${country}`;
}

/** A city that is not among the suggestions, as a person wrote it: `Berlin, Germany`. Null if the country is missing. */
export function asWritten(text: string): Place | null {
  const parts = text
    .normalize('NFC')
    .replaceAll('_', ' ')
    .split(/[,،]/)
    .map((part) => part.trim().replaceAll(/\s+/g, ' ').replaceAll(/ ?- ?/g, '-'))
    .filter((part) => part !== '');
  const [name, country] = parts;
  if (name === undefined || country === undefined || parts.length > 2) return null;
  return { city: `${name}-${country}`, name, country };
}

/** Without accents and capitals, so that `koln` is `Köln`. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\s,،-]+/g, ' ')
    .trim()
    .toLowerCase();
}
