import type { Linter } from 'eslint';
import type { CodeErrorType, Problem } from '../runtime/codeError.ts';
import { documentedMethodsRule } from './methods.ts';
import { folder, typed } from './program.ts';
import { loadTools } from './tools.ts';

/** A problem of a code, at a line and column (both from 1) of its text. */
export interface Place extends Problem {
  readonly line: number;
  readonly column: number;
}

/**
 * Reads codes with AppSync's ESLint plugin, its `recommended` configuration in full, and with one rule more: methods
 * that the plugin does not know. Both ask for the types of values, so all codes are read at once.
 * @returns what is wrong with each, in the order of the codes
 */
export function lint(codes: readonly string[]): readonly (readonly Place[])[] {
  const { eslint, typescript, plugin } = loadTools();
  const { program, files } = typed(codes, typescript);
  const recommended = plugin.configs?.['recommended'] as Linter.Config;
  const config: Linter.Config = {
    files: ['**/*.js'],
    plugins: {
      '@aws-appsync': plugin,
      appsync: { rules: { 'no-disallowed-methods': documentedMethodsRule(typescript) } },
    },
    languageOptions: { ...recommended.languageOptions, parserOptions: { programs: [program] } },
    // A comment in the code cannot switch a rule off: AppSync would not heed it either.
    linterOptions: { noInlineConfig: true },
    rules: { ...recommended.rules, 'appsync/no-disallowed-methods': 'error' },
  };
  // Wherever the process runs: files outside would be none of the configuration's.
  const linter = new eslint.Linter({ configType: 'flat', cwd: folder });
  return codes.map((code, index) => linter.verify(code, [config], files[index] ?? '').map(placeOf));
}

function placeOf({ ruleId, message, line, column }: Linter.LintMessage): Place {
  const [, rule = 'syntax'] = ruleId?.split('/').slice(-2) ?? [];
  return { errorType: typeOf(ruleId), rule, value: message, line, column };
}

function typeOf(ruleId: string | null): CodeErrorType {
  if (ruleId === null) return 'PARSE_ERROR';
  return ruleId === 'appsync/no-disallowed-methods' ? 'INVALID_FUNCTION_INVOCATION' : 'LINT_ERROR';
}
