import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What the host's own modules end in: `.ts` in this repository, `.js` in the packed package. */
export const moduleExtension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The options of Node.js that let another process load these modules: tsx loads TypeScript, JavaScript needs nothing. */
export const loaderOptions: readonly string[] =
  // Not `import.meta.resolve`, which Vitest's global set-up does not have.
  moduleExtension === '.ts' ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm')).href] : [];
