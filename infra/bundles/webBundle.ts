import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

import { projectFile } from '../paths.ts';

/**
 * Bundles the web app of `app/` into a folder: the page, its style and its script, each file but the page under a name
 * that changes with its content.
 * @param folder is emptied first
 */
export async function bundleWeb(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: { main: projectFile('app/main.tsx'), style: projectFile('app/style/index.css') },
    absWorkingDir: projectFile('.'),
    tsconfig: projectFile('app/tsconfig.json'),
    outdir: folder,
    entryNames: 'assets/[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022'],
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const files = Object.keys(metafile.outputs).map((file) => `assets/${basename(file)}`);
  const named = (beginning: string, end: string) =>
    files.find((file) => file.startsWith(`assets/${beginning}`) && file.endsWith(end)) ?? '';
  const page = readFileSync(projectFile('app/page/index.html'), 'utf8');
  writeFileSync(
    join(folder, 'index.html'),
    page.replace('STYLE', named('style-', '.css')).replace('SCRIPT', named('main-', '.js')),
  );
  copyFileSync(projectFile('app/page/icon.svg'), join(folder, 'icon.svg'));
}
