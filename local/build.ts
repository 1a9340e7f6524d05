import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

/**
 * Builds the package before `npm pack` and `npm publish`: JavaScript and types of every module, in `dist/`. With
 * `--clean` it removes them again: the repository itself runs the TypeScript modules.
 */
const root = import.meta.dirname;
const dist = join(root, 'dist');
/** Files that run as they are: threads start without a loader, and the engines read their own formats. */
const copied = new Set(['.graphql', '.mjs', '.xml']);

rmSync(dist, { recursive: true, force: true });
if (!process.argv.includes('--clean')) {
  copyFiles();
  compile();
}

function copyFiles(): void {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(root.length + 1);
    if (entry.isFile() && copied.has(extname(path)) && !path.startsWith('node_modules')) cpSync(file, join(dist, path));
  }
}

function compile(): void {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript-native/package.json')),
    'bin',
    'tsc',
  );
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('TypeScript could not build the package: see its messages above.');
}
