import { createRequire } from 'node:module';
import type * as Eslint from 'eslint';
import type * as TypeScript from 'typescript';

export interface Tools {
  readonly eslint: typeof Eslint;
  readonly typescript: typeof TypeScript;
  /** AppSync's own rules. */
  readonly plugin: Eslint.ESLint.Plugin;
}

/** Loads what a second of a start would go to; so only when there is code to be read that nobody has read before. */
export function loadTools(): Tools {
  const load = createRequire(import.meta.url);
  return {
    eslint: load('eslint') as typeof Eslint,
    typescript: load('typescript') as typeof TypeScript,
    plugin: load('@aws-appsync/eslint-plugin') as Eslint.ESLint.Plugin,
  };
}
