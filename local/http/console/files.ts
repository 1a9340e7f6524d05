import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

import type { Route } from '../route.ts';
import { notFound, send } from './answers.ts';
import { contentType } from './contentType.ts';

/**
 * Serves the files of a folder, at their paths below it. It reads only what the folder holds at the first request, so no
 * path leads out of it.
 * @param base the path of the folder on the server, without a slash at the end
 * @param headers adds to those of a file, by its path below the folder
 */
export function filesOf(
  directory: () => Promise<string>,
  base: string,
  headers: (path: string) => Readonly<Record<string, string>> = () => ({}),
): Route {
  let found: Promise<ReadonlyMap<string, string>> | undefined;
  return async (request, response, url) => {
    found ??= directory().then(listed);
    const path = url.pathname.slice(base.length);
    const file = (await found).get(path);
    if (file === undefined) {
      notFound(response, url.pathname);
      return;
    }
    send(request, response, {
      type: contentType(extname(file)),
      body: await readFile(file),
      headers: headers(path),
    });
  };
}

/** Path below the folder, as a URL has it -> path of the file. */
export function listed(directory: string): ReadonlyMap<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [file.slice(directory.length).split(sep).join('/'), file]));
}
