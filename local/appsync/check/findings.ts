import type { CodeErrorType, CodeFinding } from '../runtime/codeError.ts';

/** The code of a resolver or function: one ES module, perhaps with its source map inline as the last line. */
export interface NamedCode {
  /** What stands for its file where no source map tells one. */
  readonly name: string;
  readonly code: string;
}

/** Something that AppSync would refuse at deployment, where it stands in the source. */
export interface Finding {
  readonly errorType: CodeErrorType;
  /** By the name that AppSync's ESLint plugin gives it, or one in its style. */
  readonly rule: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export function toFinding({ errorType, rule, value, location: { file, line, column } }: CodeFinding): Finding {
  // A bundle's source map counts from where the bundle was to be written; people count from the project's folder.
  return { errorType, rule, message: value, file: file.replace(/^(?:\.\.\/)+/, ''), line, column };
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

/** Raises one error that lists findings, if there are any: file, line, rule and a sentence each. */
export function refuse(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const lines = findings.map(
    ({ file, line, column, rule, message }) => `  ${file}:${line}:${column} ${rule}: ${message}`,
  );
  throw new Error(['AppSync would refuse this code at deployment:', ...lines].join('\n'));
}
