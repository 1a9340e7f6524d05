/** What the host's own modules end in: `.ts` in this repository, `.js` in the packed package. */
export const moduleExtension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

/** The options of Node.js that let another process load these modules: tsx loads TypeScript, JavaScript needs nothing. */
export const loaderOptions: readonly string[] =
  moduleExtension === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];
