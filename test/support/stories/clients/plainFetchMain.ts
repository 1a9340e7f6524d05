/* Runs plain fetch in a process of its own: `node BUNDLE OUTPUTS`. */
import { serveCommands } from './commands.ts';
import * as app from './plainFetch.ts';

serveCommands(app);
