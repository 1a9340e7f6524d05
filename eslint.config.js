import appsync from '@aws-appsync/eslint-plugin';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** Who may import from where. A folder says where its code runs, so only pure modules cross a border. */
const borders = [
  { target: './resolvers', from: '.', except: ['./resolvers', './node_modules'] },
  { target: './infra', from: './resolvers', except: ['./lib'] },
  { target: './infra', from: ['./local', './functions', './sample', './test'] },
  { target: './local', from: ['./resolvers', './functions', './infra', './sample', './test'] },
  { target: './sample', from: './resolvers', except: ['./lib'] },
  { target: './sample', from: ['./functions', './infra', './test'] },
];

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', '.takeit', 'coverage', 'resolvers/lib/schema.types.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones: borders }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['resolvers/**/*.ts'],
    ...appsync.configs.recommended,
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
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      // APPSYNC_JS refuses a prefix minus and String(); a template literal is its only conversion.
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
  { files: ['vitest.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
