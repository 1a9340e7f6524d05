import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Folders that are not part of an app, besides those whose names begin with a dot. */
const ignoredFolders = new Set(['node_modules', 'cdk.out', 'coverage', 'docs', 'test', 'tests', '__tests__']);
/** With more files, synthesizing the app is faster than reading its inputs. */
const mostFiles = 20_000;
/** Variables that do not affect a synthesis, although code may name them. */
const volatile = new Set([
  'PWD',
  'OLDPWD',
  'SHLVL',
  'PORT',
  'TERM',
  'COLUMNS',
  'LINES',
  'HOME',
  'PATH',
  'USER',
  'TMPDIR',
]);

/**
 * The files that an app may be synthesized from: all files of its folder, or of its repository if the folder is in one.
 * @returns undefined if there are too many files
 */
export function inputFiles(app: string): readonly string[] | undefined {
  const root = repositoryOf(resolve(app));
  const found: string[] = [];
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile() && !entry.name.endsWith('.md')) found.push(path);
      else if (entry.isDirectory() && !entry.name.startsWith('.') && !ignoredFolders.has(entry.name))
        pending.push(path);
    }
    if (found.length > mostFiles) return undefined;
  }
  // npm writes this file whenever the installed packages change.
  const installed = join(app, 'node_modules', '.package-lock.json');
  return [...found.sort(), ...(existsSync(installed) ? [installed] : [])];
}

/**
 * A digest of everything that affects a synthesis: the files, the installed packages, the version of Node.js, and the
 * environment variables that the files name.
 * @returns undefined if there are too many files
 */
export function inputsDigest(app: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const files = inputFiles(app);
  if (files === undefined) return undefined;
  const hash = createHash('sha256').update(process.version);
  const named = new Set<string>();
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`\0${relative(app, file)}\0${content.length}\0`).update(content);
    for (const [name] of content.toString('latin1').matchAll(/[A-Z][A-Z0-9_]{2,}/g)) named.add(name);
  }
  for (const [name, value = ''] of Object.entries(environment).sort()) {
    const counts = /^(AWS|CDK)_/.test(name) || (named.has(name) && !volatile.has(name));
    if (counts) hash.update(`\0${name}=${value}`);
  }
  return hash.digest('hex');
}

/** A value that changes with every change of an input file. It is cheap enough for two calls a second. */
export function inputsStamp(app: string): string {
  return stampOf(inputFiles(app) ?? [join(app, 'cdk.json')]);
}

/** A value that changes with every change of a file in a folder. */
export function folderStamp(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return stampOf(files.map((entry) => join(entry.parentPath, entry.name)).sort());
}

function stampOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    // The file may have been deleted since.
    const { size = 0, mtimeMs = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
    hash.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest('hex');
}

function repositoryOf(app: string): string {
  for (let folder = app; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return app;
  }
}
