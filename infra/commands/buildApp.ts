import { bundleWeb } from '../bundles/webBundle.ts';

/** Bundles the web app into the folder that the command names. `npm start` runs it. */
const [folder] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('Name the folder for the bundle: node --import tsx/esm infra/commands/buildApp.ts FOLDER');
await bundleWeb(folder);
