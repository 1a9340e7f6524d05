import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Folders that no app is made of, beside those whose names begin with a dot. */
const ignoredFolders = new Set(['node_modules', 'cdk.out', 'coverage', 'docs', 'test', 'tests', '__tests__']);
/** Beyond this many files the app takes less time to synthesize than its inputs to read. */
const mostFiles = 20_000;
/** Variables that no synthesis depends on, though code may name them. */
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
 * The files that an app may be synthesized from: all of its folder, and of its repository where the folder is part of
 * one. Undefined where they are too many.
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
  // npm writes it with every change of what is installed.
  const installed = join(app, 'node_modules', '.package-lock.json');
  return [...found.sort(), ...(existsSync(installed) ? [installed] : [])];
}

/**
 * A digest of everything that a synthesis depends on: the files, what is installed, the version of Node.js, and the
 * environment variables that the files name. Undefined where it is not known.
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

/** Changes with every change of an input file; cheap enough to be asked for twice a second. */
export function inputsStamp(app: string): string {
  return stampOf(inputFiles(app) ?? [join(app, 'cdk.json')]);
}

/** Changes with every change of a file below a folder. */
export function folderStamp(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return stampOf(files.map((entry) => join(entry.parentPath, entry.name)).sort());
}

function stampOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    // It may be deleted meanwhile.
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
