import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

import { bundleWeb } from '../../../infra/webBundle.ts';
import { temporaryDirectory } from '../assemblies.ts';
import { servedAssembly } from '../infra/servedAssembly.ts';
import { ServedTakeIt } from '../stories/servedTakeIt.ts';

/** Where the browser tests' app is. */
export interface ServedApp {
  readonly url: string;
  /** Answers the confirmation code that the host printed for `?email=`. */
  readonly codes: string;
  /** The folder of the bundle. */
  readonly bundle: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    app: ServedApp;
  }
}

/** Tokens end in the middle of every longer test. */
const TOKEN_SECONDS = 8;

/** Serves the app and its API as `npm start` does, once for all browser tests. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const bundle = temporaryDirectory();
  const [assembly] = await Promise.all([process.env['APP_ASSEMBLY'] ?? servedAssembly(), bundleWeb(bundle)]);
  const sample = fileURLToPath(new URL('sample.ts', import.meta.url));
  const host = await ServedTakeIt.start(assembly, TOKEN_SECONDS, ['--sample', sample, '--web', bundle]);
  const codes = createServer((request, response) => {
    const email = new URL(request.url ?? '/', 'http://localhost').searchParams.get('email') ?? '';
    host.codeFor(email).then(
      (code) => response.end(code),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => codes.listen(0, '127.0.0.1', resolve));
  const outputs = JSON.parse(readFileSync(host.outputs, 'utf8')) as { custom: { local: { url: string } } };
  provide('app', {
    url: new URL('/', outputs.custom.local.url).href,
    codes: `http://127.0.0.1:${(codes.address() as AddressInfo).port}/`,
    bundle,
  });
  return async () => {
    codes.close();
    await host.kill();
  };
}
