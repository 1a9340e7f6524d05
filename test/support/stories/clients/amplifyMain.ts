/* Runs aws-amplify in a process of its own: `node BUNDLE OUTPUTS`. */
import { CONNECTION_STATE_CHANGE } from 'aws-amplify/api';
import { Hub } from 'aws-amplify/utils';

import * as app from './amplify.ts';
import { serveCommands, show } from './commands.ts';

Hub.listen('api', ({ payload: { event, data } }) => {
  if (event === CONNECTION_STATE_CHANGE) show({ state: (data as { connectionState: string }).connectionState });
});
Hub.listen('auth', ({ payload: { event } }) => {
  show({ auth: event });
});

serveCommands({
  ...app,
  watch: () => {
    app.watch();
  },
});
