import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { bundleWeb } from '../../../infra/bundles/webBundle.ts';
import { webRoutes } from '../../../local/http/web/web.ts';
import { localOutputs, withoutCredentials } from '../../../local/outputs.ts';
import { loadSample } from '../../../local/sample.ts';
import { sample } from '../app/sample.ts';
import { temporaryDirectory } from '../assemblies.ts';
import { servedAssembly } from '../infra/servedAssembly.ts';
import { withShortTokens } from '../stories/servedTakeIt.ts';
import { whereabouts } from '../stories/takeIt.ts';
import { startHostBeside } from './hosts.ts';
import type { Engine, ServedApp, Started } from './types.ts';

/** Tokens end in the middle of every longer test. */
const TOKEN_SECONDS = 8;

/** As `npm start` has them. */
const PUSH = { fcmProject: 'take-it-local', fcmSecret: 'take-it/fcm' };

/** Serves the app and its API as `npm start` does, once for all browser tests. */
export async function serveApp(engine: Engine): Promise<Started<ServedApp>> {
  const directory = temporaryDirectory();
  await bundleWeb(directory);
  // Not while the engines start: synthesis keeps this process from seeing that they answer.
  const assembly = withShortTokens(await servedAssembly(PUSH), TOKEN_SECONDS);
  const codes = new Map<string, string>();
  const page: { outputs?: string } = {};
  const host = await startHostBeside(engine, {
    assembly,
    routes: () => webRoutes({ directory, outputs: () => page.outputs }),
    onCode: ({ to, code }) => codes.set(to, code),
  });
  await loadSample(sample, host);
  page.outputs = JSON.stringify(withoutCredentials(localOutputs(host), { people: sample.users }));
  const mail = createServer((request, response) => {
    const email = new URL(request.url ?? '/', 'http://localhost').searchParams.get('email') ?? '';
    response.writeHead(codes.has(email) ? 200 : 404).end(codes.get(email));
  });
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  const { port } = mail.address() as AddressInfo;
  return {
    value: { url: new URL('/', host.url).href, codes: `http://127.0.0.1:${port}/`, takeIt: whereabouts(host) },
    close: async () => {
      mail.close();
      await host.close();
    },
  };
}
