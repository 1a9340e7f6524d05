import { relative } from 'node:path';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { buildSync } from 'esbuild';

import { MOST_CHARACTERS, refuseBadCode } from '../../local/appsync-js/check/synthesis.ts';
import { projectFile } from '../paths.ts';
import { resolverPaths } from '../resolverFiles.ts';

export { MOST_CHARACTERS };

/**
 * Bundles resolver files as AppSync requires (AWS AppSync developer guide, "Bundling, TypeScript, and source maps"):
 * each becomes one ES module with an inline source map, which imports only AppSync's modules.
 * @param files paths from the project's root, `resolvers/Query.trip.ts`
 * @returns the code by file
 * @throws Error when the code of a file is longer than AppSync allows, or contains something that AppSync rejects
 */
export function bundle(files: readonly string[]): ReadonlyMap<string, string> {
  const compiled = compile(files);
  // The check needs the map of every column: it names the place of each finding.
  refuseBadCode([...compiled].map(([name, code]) => ({ name, code })));
  const bundles = withLineMaps(compiled);
  for (const [file, { length }] of bundles) {
    if (length > MOST_CHARACTERS) {
      throw new Error(`${file} has ${length} characters when bundled; AppSync takes at most ${MOST_CHARACTERS}.`);
    }
  }
  return bundles;
}

/** A process bundles and checks the API's files once, however many apps it makes. */
let ofApi: ReadonlyMap<string, string> | undefined;

/** The bundles of all files that this API deploys, by file. Raises an error as `bundle` does. */
export function apiBundles(): ReadonlyMap<string, string> {
  return (ofApi ??= bundle(resolverPaths()));
}

/** Bundles files as `bundle` does, without checking the code: `npm run check:aws` asks AWS instead. */
export function build(files: readonly string[]): Map<string, string> {
  return withLineMaps(compile(files));
}

/** One run of esbuild bundles all files, because starting it takes longer than bundling. */
function compile(files: readonly string[]): Map<string, string> {
  const root = projectFile('.');
  const { outputFiles } = buildSync({
    entryPoints: [...files],
    absWorkingDir: root,
    outbase: '.',
    outdir: 'cdk.out',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'esnext',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
    sourcemap: 'inline',
    sourcesContent: false,
  });
  const outputs = outputFiles.map(
    ({ path, text }) => [relative(`${root}cdk.out`, path).replace(/\.js$/, '.ts'), text] as const,
  );
  return new Map(outputs);
}

function withLineMaps(bundles: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...bundles].map(([file, code]) => [file, withLineMap(code)]));
}

const MAP_COMMENT = '//# sourceMappingURL=data:application/json;base64,';

/**
 * Reduces an inline source map to one position per line. AppSync counts the map as code, and a map of every column is
 * as long as the code itself; an error needs only its file and line.
 */
function withLineMap(bundled: string): string {
  const [code = '', encoded = ''] = bundled.split(MAP_COMMENT);
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString()) as { mappings: string };
  const mappings = encode(decode(map.mappings).map((positions) => positions.slice(0, 1)));
  const reduced = JSON.stringify({ ...map, names: [], mappings });
  return `${code}${MAP_COMMENT}${Buffer.from(reduced).toString('base64')}\n`;
}
