import type { Linter } from 'eslint';
import type * as TypeScript from 'typescript';

import { refused, sources } from './basis.ts';
import type { Place } from './place.ts';
import { folder } from './program.ts';
import { ownRules } from './rules/rules.ts';
import { loadTools } from './tools.ts';

const official = refused('certain', sources.plugin);

/** Two of our rules may have one name, so ESLint knows them by their position. */
const ownIds = ownRules.map((_rule, index) => `own${index}`);
const ownModules = Object.fromEntries(ownRules.map(({ module }, index) => [`own${index}`, module]));
const ownLevels = Object.fromEntries(ownIds.map((id) => [`appsync/${id}`, 'error'] as const));

/**
 * Reads codes with AWS's ESLint plugin, its `recommended` configuration in full, and with our own rules. Both ask for
 * the types of values.
 * @param files the codes by their names in the program
 * @returns what is wrong with each, by name
 */
export function lint(
  files: ReadonlyMap<string, string>,
  program: TypeScript.Program,
): ReadonlyMap<string, readonly Place[]> {
  const { eslint, plugin } = loadTools();
  const recommended = plugin.configs?.['recommended'] as Linter.Config;
  const config: Linter.Config = {
    files: ['**/*.js'],
    plugins: { '@aws-appsync': plugin, appsync: { rules: ownModules } },
    languageOptions: { ...recommended.languageOptions, parserOptions: { programs: [program] } },
    // A comment in the code cannot switch a rule off: AppSync would not heed it either.
    linterOptions: { noInlineConfig: true },
    rules: { ...recommended.rules, ...ownLevels },
  };
  // Wherever the process runs: ESLint applies a configuration only to files of its own folder.
  const linter = new eslint.Linter({ configType: 'flat', cwd: folder });
  return new Map([...files].map(([file, code]) => [file, linter.verify(code, [config], file).map(placeOf)]));
}

function placeOf({ ruleId, messageId = '', message, line, column }: Linter.LintMessage): Place {
  const [plugin, id = ''] = ruleId?.split('/') ?? [];
  const own = plugin === 'appsync' ? ownRules[ownIds.indexOf(id)] : undefined;
  if (own === undefined) {
    const errorType = ruleId === null ? 'PARSE_ERROR' : 'LINT_ERROR';
    return { errorType, rule: ruleId === null ? 'syntax' : id, value: message, line, column, ...official };
  }
  return {
    errorType: own.errorType,
    rule: own.name,
    value: message,
    line,
    column,
    ...(own.bases[messageId] ?? official),
  };
}
