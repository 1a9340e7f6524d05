import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

import type { Route } from '../route.ts';
import { notFound, send } from './answers.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * Serves the files of a folder, at their paths below it. Only what the folder holds when the first one is asked for is
 * ever read, so no path leads out of it; `headers` adds to those of a file.
 */
export function filesOf(
  directory: () => Promise<string>,
  headers: (path: string) => Readonly<Record<string, string>> = () => ({}),
): Route {
  let found: Promise<ReadonlyMap<string, string>> | undefined;
  return async (request, response, url) => {
    found ??= directory().then(listed);
    const file = (await found).get(url.pathname);
    if (file === undefined) {
      notFound(response, url.pathname);
      return;
    }
    const type = contentTypes[extname(file)] ?? 'application/octet-stream';
    send(request, response, { type, body: await readFile(file), headers: headers(url.pathname) });
  };
}

/** Path of a URL -> path of a file. */
function listed(directory: string): ReadonlyMap<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [file.slice(directory.length).split(sep).join('/'), file]));
}
