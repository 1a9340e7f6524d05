/* Runs Apollo Client in a process of its own: `node BUNDLE OUTPUTS`. */
import { confirm, enter, register } from './amplify.ts';
import * as app from './apollo.ts';
import { serveCommands } from './commands.ts';

serveCommands({
  register,
  confirm,
  enter,
  ...app,
  watch: () => {
    app.watch();
  },
});
