import appsync from '@aws-appsync/eslint-plugin';
import tseslint from 'typescript-eslint';

const folders = ['resolvers', 'functions', 'infra', 'local', 'migration', 'proof', 'sample', 'test'];

/**
 * A folder says where its code runs, so only what is pure crosses a border.
 * @param {string} folder whose imports are meant
 * @param {Record<string, string>} open what it may import of other folders: `{ resolvers: 'lib/' }`
 */
function border(folder, open = {}) {
  const closed = folders
    .filter((name) => name !== folder)
    .map((name) => (open[name] ? `${name}/(?!${open[name]})` : `${name}/`));
  const message = `Code of ${folder}/ runs elsewhere than this.`;
  const patterns = [{ regex: `\\.\\./(?:${closed.join('|')})`, message }];
  return { files: [`${folder}/**/*.ts`], rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

export default tseslint.config(
  { ignores: ['node_modules', 'cdk.out', '.takeit', 'coverage', 'resolvers/lib/schema.types.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
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
  border('resolvers'),
  border('functions', { resolvers: 'lib/' }),
  // What AppSync would refuse is refused at synthesis, by the same check as on the local host.
  // So is what both say to an app: the form of amplify_outputs.json.
  border('infra', { resolvers: 'lib/', local: '(?:appsync/check/synthesis|amplifyOutputs)\\.ts$' }),
  border('local'),
  border('migration', { resolvers: 'lib/', functions: 'lib/(?:halves|lanes|patience)\\.ts$' }),
  border('proof', {
    resolvers: 'lib/',
    infra: '(?:bundle|paths|resolverFiles)\\.ts$',
    local: '(?:appsync/(?:evaluate|runtime/sourceMap)|amplifyOutputs)\\.ts$',
  }),
  border('sample', { local: 'sample\\.ts$' }),
  { files: ['vitest.config.ts'], rules: { 'no-restricted-exports': 'off' } },
);
