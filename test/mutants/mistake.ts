/** The parts of the tree whose rules the mistakes break. */
export const AREAS = ['domain', 'resolvers', 'functions', 'migration', 'infra'] as const;
export type Area = (typeof AREAS)[number];

/** A mistake that somebody could make in one file, and the tests that must notice it. */
export interface Mistake {
  /** From the project's root. */
  readonly file: string;
  /** What is wrong then, in a few words. */
  readonly what: string;
  /** A text that occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test files that cover it, from the project's root. */
  readonly tests: readonly string[];
  /** Why no test can notice it; such a mistake is not run. */
  readonly equivalent?: string;
}

/** `what`, `find`, `replace`, and perhaps why no test can notice it. */
type Row = readonly [what: string, find: string, replace: string, equivalent?: string];

/** The mistakes of one file. */
export function mistakesIn(file: string, tests: readonly string[], rows: readonly Row[]): Mistake[] {
  return rows.map(([what, find, replace, equivalent]) => ({
    ...{ file, what, find, replace, tests },
    ...(equivalent === undefined ? {} : { equivalent }),
  }));
}

export function areaOf({ file }: Pick<Mistake, 'file'>): Area {
  const area = AREAS.find((name) => file.startsWith(`${name}/`));
  if (!area) throw new Error(`${file} is in no area: ${AREAS.join(', ')}.`);
  return area;
}

/**
 * The file with the mistake.
 * @throws Error when the text is missing, or is there more than once
 */
export function withMistake(text: string, { file, what, find, replace }: Mistake): string {
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}, "${what}": the text to replace occurs ${count} times instead of once.`);
  // Not a replacement pattern: `$` has no meaning.
  return text.replace(find, () => replace);
}
