import { CodeError } from '../runtime/codeError.ts';
import { parseModule } from '../runtime/module.ts';
import { basisOf } from './basis.ts';
import type { Place } from './place.ts';

/** What the loader refuses of a module by its text alone: syntax, statements, imports and exports. */
export function inspectModule(source: string): readonly Place[] {
  try {
    parseModule(source, '', (line, column) => ({ file: '', line, column }));
    return [];
  } catch (error) {
    if (!(error instanceof CodeError)) throw error;
    return error.codeErrors.map(({ errorType, rule, value, location: { line, column } }) => {
      return { errorType, rule, value, line, column, ...basisOf(rule) };
    });
  }
}
