import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { projectFile } from '../../../infra/paths.ts';
import { temporaryDirectory } from '../assemblies.ts';

/** What a program printed, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly printed: string;
}

/** Runs a program to its end. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve).on('error', reject);
  });
  const [output, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, printed: output + complaints };
}

/**
 * Packs `local/` with `npm pack` and installs the tarball into an empty folder, as another project would.
 * @returns the folder
 */
export async function installPacked(): Promise<string> {
  const tarball = await pack();
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const install = await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
  if (install.code !== 0) {
    throw new Error(
      `npm could not install the packed host. This test needs npm's registry, or a cache that has the packages.\n${install.printed}`,
    );
  }
  return folder;
}

/** Packs a copy: a build in `local/` itself would change files that other tests read meanwhile. */
async function pack(): Promise<string> {
  const copy = temporaryDirectory();
  const own = join(copy, 'local');
  cpSync(projectFile('local'), own, { recursive: true });
  cpSync(projectFile('tsconfig.json'), join(copy, 'tsconfig.json'));
  symlinkSync(projectFile('node_modules'), join(copy, 'node_modules'));
  const target = join(copy, 'packed');
  mkdirSync(target);
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', target], own);
  if (packed.code !== 0) throw new Error(`npm could not pack local/.\n${packed.printed}`);
  return join(target, packed.printed.trim().split('\n').at(-1) ?? '');
}

/** Starts the command of the installed package, without npx. */
export function startPacked(folder: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(join(folder, 'node_modules', '.bin', 'local-appsync'), args, { cwd: folder });
}
