import type { SourceLocation } from './evaluation.ts';

/** The types that were seen in AppSync's answers. */
export type CodeErrorType =
  | 'PARSE_ERROR'
  | 'UNSUPPORTED_SYNTAX_TYPE'
  | 'INVALID_FUNCTION_INVOCATION'
  | 'INVALID_BINARY_OPERATOR'
  | 'MISSING_MAPPING_EXPORT'
  | 'LINT_ERROR';

/** A problem without its location. */
export interface Problem {
  readonly errorType: CodeErrorType;
  /** The violated rule: its name in AppSync's ESLint plugin, or a name in the same style. */
  readonly rule: string;
  readonly value: string;
}

/** One finding in the form of AppSync's `CodeError` (API reference, "CodeError"), with its rule. */
export interface CodeFinding extends Problem {
  readonly location: SourceLocation;
}

/** Reports a problem at an offset of the source. */
export type Report = (problem: Problem, offset: number) => void;

/** The error for code that AppSync refuses; it is thrown before any of the code runs. */
export class CodeError extends Error {
  override readonly name = 'CodeError';
  /** The name of the resolver or function the code belongs to. */
  readonly code: string;
  readonly codeErrors: readonly CodeFinding[];

  constructor(code: string, codeErrors: readonly CodeFinding[]) {
    super(`The code of ${code} contains one or more errors. ${codeErrors.map(describe).join(' ')}`);
    this.code = code;
    this.codeErrors = codeErrors;
  }
}

function describe({ value, location }: CodeFinding): string {
  return `${location.file}:${location.line}:${location.column}: ${value}`;
}
