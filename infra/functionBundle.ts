import { buildSync } from 'esbuild';

import { projectFile } from './paths.ts';

/**
 * Bundles a function of `functions/` as one minified ES module, the AWS SDK with it: what is measured and tested here is
 * then what runs, and it loads faster than the many files of Lambda's own copy (AWS Lambda developer guide, "Deploy
 * transpiled TypeScript code in Lambda with .zip file archives").
 * @param folder under `functions/`, whose `index.ts` is its entry
 * @param outfile where the module goes
 */
export function bundleFunction(folder: string, outfile: string): void {
  buildSync({
    entryPoints: [projectFile(`functions/${folder}/index.ts`)],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // ES modules are what esbuild can drop unused parts of.
    mainFields: ['module', 'main'],
  });
}
