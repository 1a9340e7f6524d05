import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { notFound, send, sendJson } from '../console/answers.ts';
import { contentType } from '../console/contentType.ts';
import { listed } from '../console/files.ts';
import type { Route } from '../route.ts';
import { securityHeaders } from './securityHeaders.ts';

/** Where a web app reads its configuration. */
export const outputsPath = '/amplify_outputs.json';

export interface WebOptions {
  /** A folder of static files with an `index.html`. It is read again for every request, so a new bundle needs no restart. */
  readonly directory: string;
  /** The text of amplify_outputs.json; undefined while the host still starts. */
  readonly outputs: () => string | undefined;
}

/**
 * Serves a single-page app, to be added to a server's routes: its files at their paths, `index.html` for every other
 * path without an extension, and its configuration at `/amplify_outputs.json`.
 */
export function webRoutes({ directory, outputs }: WebOptions): Readonly<Record<string, Route>> {
  return {
    '/': async (request, response, url) => {
      const file = listed(directory).get(url.pathname) ?? pageOf(directory, url.pathname);
      if (file === undefined) {
        notFound(response, url.pathname);
        return;
      }
      const headers = securityHeaders(request.headers.host ?? 'localhost');
      send(request, response, { type: contentType(extname(file)), body: await readFile(file), headers });
    },
    [outputsPath]: (request, response) => {
      const body = outputs();
      if (body === undefined)
        sendJson(response, 503, { message: 'The host is still starting: ask again in a second.' });
      else send(request, response, { type: contentType('.json'), body });
    },
  };
}

/** A path with an extension names a file, so a missing one is not answered with the page. */
function pageOf(directory: string, path: string): string | undefined {
  return extname(path) === '' ? join(directory, 'index.html') : undefined;
}

/** Raises an error, in one sentence, for a folder that holds no page. */
export function requirePage(directory: string): void {
  if (existsSync(join(directory, 'index.html'))) return;
  throw new Error(`There is no index.html in ${directory}: build the web app first, or leave --web out.`);
}
