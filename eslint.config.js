import appsync from '@aws-appsync/eslint-plugin';
import tseslint from 'typescript-eslint';

const folders = ['app', 'resolvers', 'functions', 'infra', 'local', 'migration', 'proof', 'sample', 'test', 'bench'];

/**
 * A folder says where its code runs. `domain/` runs anywhere, so every other folder may import it.
 * @param {string} folder whose imports are checked
 * @param {Record<string, string>} open what it may import from other folders too: `{ local: 'sample\\.ts$' }`
 */
function border(folder, open = {}) {
  const closed = folders
    .filter((name) => name !== folder)
    .map((name) => (open[name] ? `${name}/(?!${open[name]})` : `${name}/`));
  const message = `Code in ${folder}/ runs elsewhere: move what both need to domain/.`;
  const patterns = [{ regex: `\\.\\./(?:${closed.join('|')})`, message }];
  return {
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

/** What Oxlint lacks: the borders between folders, and AppSync's rules. The rest is in .oxlintrc.json. */
export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '**/dist',
      'cdk.out',
      '.takeit',
      'coverage',
      'domain/schema.types.ts',
      'app/data/api/operations.types.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser },
  },
  {
    files: ['domain/**/*.ts', 'resolvers/**/*.ts'],
    ...appsync.configs.recommended,
    languageOptions: {
      ...appsync.configs.recommended.languageOptions,
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...appsync.configs.recommended.rules,
      // What AppSync refuses at deployment though its plugin lets it pass: there is no constructor and no other global
      // (AWS AppSync developer guide, "Supported runtime features").
      'no-restricted-syntax': ['error', 'NewExpression', 'ThrowStatement', 'PropertyDefinition', 'RegExpLiteral'],
      'no-restricted-globals': [
        'error',
        ...[
          'Array',
          'BigInt',
          'Boolean',
          'Date',
          'Error',
          'Intl',
          'Map',
          'Number',
          'Promise',
          'Proxy',
          'Reflect',
          'RegExp',
        ],
        ...['Set', 'String', 'Symbol', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'structuredClone'],
      ],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\./)', message: 'Code in domain/ runs anywhere, so it imports nothing else.' }] },
      ],
    },
  },
  border('app'),
  border('resolvers'),
  border('functions'),
  // Synthesis uses the same code check as the local host, and the same form of amplify_outputs.json. The script that
  // writes the cities folds their names as the function does.
  border('infra', {
    functions: 'find-places/(?:cities|countries|foldName)\\.ts$',
    local: '(?:appsync-js/check/synthesis|amplifyOutputs)\\.ts$',
  }),
  border('local'),
  // The migration knows which links the API shows: lists of services and words, without AppSync.
  border('migration', {
    functions: 'lib/(?:backoff|concurrency|halves)\\.ts$',
    resolvers: 'lib/contacts/(?:reservedHandles|services)\\.ts$',
  }),
  border('proof', {
    infra: '(?:bundles/resolverBundle|paths|resolverFiles)\\.ts$',
    local: '(?:appsync-js/(?:evaluate|runtime/sourceMap)|amplifyOutputs)\\.ts$',
  }),
  border('sample', { local: 'sample\\.ts$' }),
);
