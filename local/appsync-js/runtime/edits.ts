/** Edits of a text that insert or blank out characters but keep every line in its place. */
export interface Edits {
  insert(at: number, text: string): void;
  /** Replaces the characters with spaces; line ends stay. */
  blank(start: number, end: number): void;
  /** Returns the edited text and a function that maps its positions (line and column from 1) back to the source. */
  apply(): { readonly text: string; readonly originalColumn: ColumnMap };
}

/** The column (from 1) in the source of a column in the edited text. */
export type ColumnMap = (line: number, column: number) => number;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Collects edits of one text. Insertions at the same offset appear in the order of the calls. */
export function edit(source: string): Edits {
  const insertions: Insertion[] = [];
  let blanked = source;
  return {
    insert: (at, text) => void insertions.push({ at, text }),
    blank: (start, end) => {
      blanked =
        blanked.slice(0, start) + blanked.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, ' ') + blanked.slice(end);
    },
    apply: () => {
      const ordered = insertions.toSorted((one, other) => one.at - other.at);
      return { text: splice(blanked, ordered), originalColumn: columnMap(source, ordered) };
    },
  };
}

function splice(source: string, insertions: readonly Insertion[]): string {
  let text = '';
  let done = 0;
  for (const { at, text: added } of insertions) {
    text += source.slice(done, at) + added;
    done = at;
  }
  return text + source.slice(done);
}

function columnMap(source: string, insertions: readonly Insertion[]): ColumnMap {
  return (line, column) => {
    const start = lineStart(source, line);
    let original = column;
    for (const { at, text } of insertions) {
      const before = at - start;
      if (before < 0 || before >= original - 1) continue;
      original = Math.max(original - text.length, before + 1);
    }
    return original;
  };
}

function lineStart(source: string, line: number): number {
  let start = 0;
  for (let current = 1; current < line; current += 1) start = source.indexOf('\n', start) + 1;
  return start;
}
