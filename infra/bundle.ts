import { buildSync } from 'esbuild';
import { projectFile } from './paths.ts';

/** AppSync's quota (AWS General Reference, "AWS AppSync endpoints and quotas"): characters of a resolver's or function's code. */
export const MOST_CHARACTERS = 32_768;

/**
 * Bundles a resolver file as AppSync takes it (AWS AppSync developer guide, "Bundling, TypeScript, and source maps"): one
 * ES module that imports nothing but AppSync's own, with its source map inline where both fit.
 * @param file from the project's root, `resolvers/Query.trip.ts`
 * @throws Error when the code alone is too long for AppSync
 */
export function bundle(file: string): string {
  const withMap = build(file, 'inline');
  if (withMap.length <= MOST_CHARACTERS) return withMap;
  const code = build(file, false);
  if (code.length <= MOST_CHARACTERS) return code;
  throw new Error(`${file} has ${code.length} characters when bundled; AppSync takes at most ${MOST_CHARACTERS}.`);
}

function build(file: string, sourcemap: 'inline' | false): string {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    absWorkingDir: projectFile('.'),
    outdir: 'cdk.out',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'esnext',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
    sourcemap,
    sourcesContent: false,
  });
  return outputFiles[0]?.text ?? '';
}
