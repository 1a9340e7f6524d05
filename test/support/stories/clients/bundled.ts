import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

import { temporaryDirectory } from '../../assemblies.ts';

const files = new Map<string, string>();

/**
 * Bundles the process of a client, as an app bundles its client. Otherwise each process spends three seconds of processor
 * time on loading the client's many modules.
 * @param name a file in this folder, without its extension
 * @returns the path of the module; each worker makes the bundle once
 */
export function bundled(name: string): string {
  const known = files.get(name);
  if (known !== undefined) return known;
  const outfile = join(temporaryDirectory(), `${name}.mjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Some of the bundled packages are CommonJS and call `require` for modules of Node.js.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  files.set(name, outfile);
  return outfile;
}
