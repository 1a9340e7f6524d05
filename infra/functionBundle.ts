import { buildSync } from 'esbuild';

import { projectFile } from './paths.ts';

/**
 * Bundles a function of `functions/` as one minified ES module that includes the AWS SDK. So the tests run the same
 * code as AWS. It also loads faster than the many files of Lambda's own SDK (AWS Lambda developer guide, "Deploy
 * transpiled TypeScript code in Lambda with .zip file archives").
 * @param folder the folder under `functions/`; its `index.ts` is the entry
 * @param outfile the path of the module
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
    // esbuild can remove unused parts only from ES modules.
    mainFields: ['module', 'main'],
  });
}
