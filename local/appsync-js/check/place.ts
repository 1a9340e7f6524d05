import type { Problem } from '../runtime/codeError.ts';
import type { Basis } from './basis.ts';

/** A problem of a code, at a line and column (both from 1) of its text. */
export interface Place extends Problem, Basis {
  readonly line: number;
  readonly column: number;
}
