import { fileURLToPath } from 'node:url';

/** The absolute path of a file or folder, given from the project's root. */
export function projectFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
