import { fileURLToPath } from 'node:url';

/** Returns the absolute path of a file or folder, given its path from the project's root. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
