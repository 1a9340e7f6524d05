import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';

import { bundleWeb } from '../../infra/bundles/webBundle.ts';
import { projectFile } from '../../infra/paths.ts';
import { temporaryDirectory } from '../support/assemblies.ts';

/** What a first visit may load, compressed. */
const MOST_BYTES = 250_000;

const folder = temporaryDirectory();
beforeAll(() => bundleWeb(folder));

function filesIn(path: string): string[] {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name));
}

describe('the bundle of the web app', () => {
  it('loads less than 250 KB at a first visit', () => {
    const loaded = filesIn(folder).filter((file) => extname(file) !== '.map');
    const bytes = loaded.map((file) => gzipSync(readFileSync(file)).length);
    expect(loaded.map(extname).sort()).toEqual(['.css', '.html', '.js', '.svg']);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(MOST_BYTES);
  });

  it('is named in its page, under names that change with its content', () => {
    const page = readFileSync(join(folder, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:href|src)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(named).toHaveLength(2);
    for (const file of named) {
      expect(file).toMatch(/-[A-Z0-9]{8}\.(css|js)$/);
      expect(readFileSync(join(folder, file)).length).toBeGreaterThan(1_000);
    }
    expect(page).not.toMatch(/<script(?! type="module" src=)|<style|style=|\son\w+=/);
  });

  it('takes from aws-amplify the parts that it needs, and nothing else', () => {
    const sources = filesIn(projectFile('app')).filter((file) => /\.tsx?$/.test(file));
    const imported = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/from '(aws-amplify[^']*)'/g)].map(([, name]) => name),
    );
    const parts = [
      'aws-amplify',
      'aws-amplify/api',
      'aws-amplify/auth',
      'aws-amplify/auth/cognito',
      'aws-amplify/utils',
    ];
    expect([...new Set(imported)].sort()).toEqual(parts);
  });
});
