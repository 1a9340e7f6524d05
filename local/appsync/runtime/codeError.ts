import type { SourceLocation } from './evaluation.ts';

export type CodeErrorType = 'PARSE_ERROR' | 'UNSUPPORTED_SYNTAX_TYPE' | 'INVALID_FUNCTION_INVOCATION' | 'LINT_ERROR';

/** One finding, in the shape of AppSync's `CodeError` ("API reference, CodeError"). */
export interface CodeFinding {
  readonly errorType: CodeErrorType;
  readonly value: string;
  readonly location: SourceLocation;
}

/** Code that AppSync would not take: raised before any of it runs. */
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
