/** A part of a Java DateTimeFormatter pattern. */
export type DateToken =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'field'; readonly letter: string; readonly count: number }
  | { readonly kind: 'optional'; readonly tokens: readonly DateToken[] };

/** The letters that this host supports. The others depend on a locale's calendar or on Java's own tables. */
const supported = 'GuyMLdDQqEahHkKmsSAnNVOXxZz';

export const monthNames: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

export const dayNames: readonly string[] = [
  ...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
];

/** A name in the length that a letter's count requires: 3 short, 4 full, 5 one letter. */
export function nameOf(name: string, count: number): string {
  return count >= 5 ? name.slice(0, 1) : count === 4 ? name : name.slice(0, 3);
}

/**
 * Reads a pattern (Java, `java.time.format.DateTimeFormatter`).
 * @throws SyntaxError that names the invalid part
 */
export function readPattern(pattern: string): readonly DateToken[] {
  const pieces = pattern.match(/([A-Za-z])\1*|'(?:[^']|'')*'|[[\]]|[^A-Za-z'[\]]+|./gs) ?? [];
  const open: DateToken[][] = [[]];
  for (const piece of pieces) {
    if (piece === '[') open.push([]);
    else if (piece === ']' && open.length > 1) {
      const tokens = open.pop() ?? [];
      open.at(-1)?.push({ kind: 'optional', tokens });
    } else open.at(-1)?.push(token(piece, pattern));
  }
  // Java closes optional sections that are still open at the end.
  return open.reduceRight((inner, outer) => [...outer, { kind: 'optional', tokens: inner }]);
}

function token(piece: string, pattern: string): DateToken {
  const letter = piece.charAt(0);
  if (letter === "'" && piece.length > 1) {
    return { kind: 'literal', text: piece === "''" ? "'" : piece.slice(1, -1).replaceAll("''", "'") };
  }
  if ("']{}#".includes(letter)) throw new SyntaxError(`the date pattern "${pattern}" has a stray ${letter}.`);
  if (!/[A-Za-z]/.test(letter)) return { kind: 'literal', text: piece };
  if (supported.includes(letter)) return { kind: 'field', letter, count: piece.length };
  throw new SyntaxError(`the local host does not support the letter ${letter} in the date pattern "${pattern}".`);
}
