import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

import { projectFile } from '../paths.ts';

let bundles: ReadonlyMap<string, Uint8Array> | undefined;

/**
 * Bundles a function of `functions/` as one minified ES module that includes the AWS SDK, and copies its data files beside
 * it. So the tests run the same code as AWS. It also loads faster than the many files of Lambda's own SDK (AWS Lambda
 * developer guide, "Deploy transpiled TypeScript code in Lambda with .zip file archives").
 * @param folder the folder under `functions/`; its `index.ts` is the entry
 * @param outfile the path of the module
 */
export function bundleFunction(folder: string, outfile: string): void {
  const bundled = (bundles ??= bundleAll()).get(folder);
  if (bundled === undefined)
    throw new Error(`functions/${folder}/index.ts does not exist: no function can be made of it.`);
  writeFileSync(outfile, bundled);
  const source = projectFile(`functions/${folder}`);
  for (const file of readdirSync(source, { withFileTypes: true })) {
    if (file.isFile() && !file.name.endsWith('.ts'))
      copyFileSync(join(source, file.name), join(dirname(outfile), file.name));
  }
}

/** One run of esbuild bundles all functions: it reads the AWS SDK once for all of them. A process does so once. */
function bundleAll(): ReadonlyMap<string, Uint8Array> {
  const folders = readdirSync(projectFile('functions')).filter((name) =>
    existsSync(projectFile(`functions/${name}/index.ts`)),
  );
  const { outputFiles } = buildSync({
    entryPoints: folders.map((name) => ({ in: projectFile(`functions/${name}/index.ts`), out: name })),
    outdir: projectFile('cdk.out'),
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // esbuild can remove unused parts only from ES modules.
    mainFields: ['module', 'main'],
    // google-auth-library is CommonJS and requires modules of Node.js, which an ES module cannot do by itself.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    // google-auth-library loads it only where it is given no `fetch`.
    external: ['node-fetch'],
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path, '.js'), contents]));
}
