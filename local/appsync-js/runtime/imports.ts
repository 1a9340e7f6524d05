import type { ImportDeclaration } from 'acorn';

import type { Problem, Report } from './codeError.ts';

/** The modules that a resolver may import, and their exports except types (npm `@aws-appsync/utils`). */
export const importable: Readonly<Record<string, readonly string[]>> = {
  '@aws-appsync/utils': ['util', 'extensions', 'runtime'],
  '@aws-appsync/utils/dynamodb': [
    ...['get', 'put', 'remove', 'query', 'scan', 'update', 'sync', 'batchGet', 'batchPut', 'batchDelete'],
    ...['transactGet', 'transactWrite', 'toStringSet', 'toNumberSet', 'toBinarySet', 'operations'],
  ],
};

const onAwsOnly = ['@aws-appsync/utils/rds', '@aws-appsync/utils/ai'];

/** Converts the import statements of one module to constants. */
export class Imports {
  /** The parameter name under which the realm passes the importable modules. */
  readonly parameter: string;
  readonly #declarations: string[] = [];

  constructor(parameter: string) {
    this.parameter = parameter;
  }

  /** Reads one statement; reports a module or a name that AppSync does not have. */
  read({ source, specifiers, start }: ImportDeclaration, report: Report): void {
    const module = String(source.value);
    const names = importable[module];
    if (!names) {
      refuseModule(module, start, report);
      return;
    }
    for (const specifier of specifiers) {
      const from = `${this.parameter}[${JSON.stringify(module)}]`;
      if (specifier.type === 'ImportNamespaceSpecifier') {
        this.#declarations.push(`const ${specifier.local.name} = ${from};`);
        continue;
      }
      const name = importedName(specifier);
      if (names.includes(name)) this.#declarations.push(`const ${specifier.local.name} = ${from}.${name};`);
      else report(importError(`${module} exports no ${name}; it exports ${names.join(', ')}.`), specifier.start);
    }
  }

  /** The constants as one line of code. */
  declarations(): string {
    return this.#declarations.join(' ');
  }
}

function importedName(
  specifier: Exclude<ImportDeclaration['specifiers'][number], { type: 'ImportNamespaceSpecifier' }>,
) {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value);
}

/** Reports a module that a resolver cannot import here, and says whether AWS supports it. */
export function refuseModule(module: string, offset: number, report: Report): void {
  const known = Object.keys(importable).join(' and ');
  const why = onAwsOnly.includes(module)
    ? `${module} is not supported by the local host.`
    : `${module} cannot be imported: only ${known} can. Bundle other modules into the code.`;
  report(importError(why), offset);
}

function importError(value: string): Problem {
  return { errorType: 'LINT_ERROR', rule: 'imports', value };
}
