import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The codes that have passed the check. */
export interface Verdicts {
  has(code: string): boolean;
  add(codes: readonly string[]): void;
}

/** What is kept: hashes of codes, those of the latest checks at the end, and that of the rules they passed. */
interface Kept {
  readonly rules: string;
  readonly passed: readonly string[];
}

const mostKept = 2_000;
const file = fileURLToPath(new URL('../../../node_modules/.cache/appsync-check/passed.json', import.meta.url));

/**
 * What earlier checks on this machine let pass, so that a code is read once: by a synthesis, or by the host that serves
 * its assembly, or at an earlier start. A verdict holds for one text and one set of rules: with either changed, it is
 * not found.
 */
export function rememberedVerdicts(): Verdicts {
  const rules = hashOfRules();
  const passed = new Set(read(rules));
  return {
    has: (code) => passed.has(hash(code)),
    add: (codes) => {
      const added = codes.map((code) => hash(code)).filter((name) => !passed.has(name));
      if (added.length === 0) return;
      for (const name of added) passed.add(name);
      // Read again: another process may have added its own meanwhile.
      write({ rules, passed: [...new Set([...read(rules), ...added])].slice(-mostKept) });
    },
  };
}

function read(rules: string): readonly string[] {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return kept.rules === rules ? kept.passed : [];
  } catch {
    return [];
  }
}

function write(kept: Kept): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(kept));
    renameSync(draft, file);
  } catch {
    // Where nothing can be kept, code is read every time.
  }
}

/** The rules are the files here and in `runtime/`, and the packages they use. */
function hashOfRules(): string {
  const { resolve } = createRequire(import.meta.url);
  const packages = [
    '@aws-appsync/eslint-plugin',
    '@aws-appsync/utils',
    'acorn',
    'eslint',
    'eslint-scope',
    'typescript',
  ];
  return hash(
    ...['./', '../runtime/', '../runtime/guest/'].flatMap((folder) => sourcesIn(new URL(folder, import.meta.url))),
    ...packages.map((name) => readFileSync(resolve(`${name}/package.json`), 'utf8')),
  );
}

function sourcesIn(folder: URL): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

function hash(...texts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(`${text.length}:${text}`);
  return sum.digest('base64url');
}
