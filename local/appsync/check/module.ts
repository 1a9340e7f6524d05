import { CodeError, type CodeFinding } from '../runtime/codeError.ts';
import { parseModule } from '../runtime/module.ts';
import { locator, type Locator } from '../runtime/sourceMap.ts';
import type { Fields } from '../runtime/tree.ts';
import { inspectComparators } from './comparators.ts';
import { inspectGlobals } from './globals.ts';

/**
 * What AppSync would refuse of a module by its text alone: syntax, statements, imports and exports, globals. Takes
 * milliseconds; what needs the types of values is found by `lint`.
 */
export function inspectModule(
  source: string,
  name: string,
  locate: Locator = locator(source, name),
): readonly CodeFinding[] {
  try {
    parseModule(source, name, locate, (program, report) => {
      inspectGlobals(program, report);
      inspectComparators(program as unknown as Fields, report);
    });
    return [];
  } catch (error) {
    if (error instanceof CodeError) return error.codeErrors;
    throw error;
  }
}
