import type { CodeErrorType } from '../runtime/codeError.ts';
import { locator } from '../runtime/sourceMap.ts';
import type { Basis } from './basis.ts';
import type { Place } from './place.ts';

/** The code of a resolver or function: one ES module, perhaps with its source map inline as the last line. */
export interface NamedCode {
  /** What stands for its file where no source map tells one. */
  readonly name: string;
  readonly code: string;
}

/** Something that AWS rejects or executes differently, where it stands in the source. */
export interface Finding extends Basis {
  readonly errorType: CodeErrorType;
  /** The name that AWS's ESLint plugin gives the rule, one in its style, or a code of TypeScript. */
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Finds a problem's place in the developer's source. */
export function located(places: readonly Place[], { name, code }: NamedCode): readonly Finding[] {
  const locate = locator(code, name);
  return distinct(
    places.map(({ value, line, column, ...basis }) => {
      const { file, ...place } = locate(line, column);
      // A bundle's source map counts from where the bundle was to be written; people count from the project's folder.
      return { ...basis, ...place, message: value, file: file.replace(/^(?:\.\.\/)+/, '') };
    }),
  );
}

/** In order, one a place and rule: what two readers find, and what many codes have in common, counts once. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const place = [finding.file, finding.line, finding.column, finding.rule].join(':');
    if (!byPlace.has(place)) byPlace.set(place, finding);
  }
  return [...byPlace.values()].sort(
    (one, other) => one.file.localeCompare(other.file) || one.line - other.line || one.column - other.column,
  );
}

/** File, line, column, rule, a sentence and the source of the rule. */
export function sentenceOf({ file, line, column, rule, message, source }: Finding): string {
  return `${file}:${line}:${column} ${rule}: ${message} (${source})`;
}

/**
 * Raises one error that lists the findings that count as errors.
 * @param strict for code of our own, which has to be right whatever AWS does: every finding is an error. For other
 * people's code only what AWS certainly rejects is one.
 * @returns a sentence for each other finding
 */
export function refuse(findings: readonly Finding[], strict: boolean): readonly string[] {
  const errors = findings.filter(
    (finding) => strict || (finding.severity === 'refused' && finding.confidence === 'certain'),
  );
  if (errors.length === 0) {
    return findings.filter(({ confidence }) => confidence !== 'contradicted').map(warningOf);
  }
  const groups = [
    ['AppSync would refuse this code at deployment:', errors.filter(({ severity }) => severity === 'refused')],
    ['AppSync would execute this code differently:', errors.filter(({ severity }) => severity === 'differs')],
  ] as const;
  const lines = groups.flatMap(([title, found]) =>
    found.length === 0 ? [] : [title, ...found.map((finding) => `  ${sentenceOf(finding)}`)],
  );
  throw new Error(lines.join('\n'));
}

function warningOf(finding: Finding): string {
  const what = finding.severity === 'refused' ? 'may refuse' : 'executes differently than JavaScript';
  return `AppSync ${what}: ${sentenceOf(finding)}`;
}
