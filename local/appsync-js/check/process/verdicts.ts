import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { moduleExtension } from '../../../modules.ts';
import { withoutMap } from '../../runtime/sourceMap.ts';
import type { NamedCode } from '../findings.ts';
import type { Place } from '../place.ts';

/** What the check found in codes, by their text without a source map. */
export interface Verdicts {
  /** Undefined for a text that was not read before; empty for one that has passed. */
  of(code: string): readonly Place[] | undefined;
  add(found: ReadonlyMap<string, readonly Place[]>): void;
  /** How many codes were read before. */
  readonly size: number;
}

/** What is kept: hashes of codes, those of the latest checks at the end, and that of the rules. */
interface Kept {
  readonly rules: string;
  readonly found: Readonly<Record<string, readonly Place[]>>;
}

const mostKept = 2_000;
const file = join(installedPackages(), '.cache', 'appsync-check', 'verdicts.json');

/** Read again after another process has written the file. */
let remembered: { readonly found: Map<string, readonly Place[]>; readonly written: number } | undefined;
let hashedRules: string | undefined;

/**
 * What earlier checks on this machine found, warnings included, so that a code is read once: by a synthesis, or by the
 * host that serves its assembly, or at an earlier start. A verdict holds for one text and one set of rules: with either
 * changed, it is not found.
 */
export function rememberedVerdicts(): Verdicts {
  const rules = (hashedRules ??= hashOfRules());
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (remembered?.written !== written) remembered = { found: read(rules), written };
  const { found } = remembered;
  return {
    size: found.size,
    of: (code) => found.get(hash(code)),
    add: (added) => {
      const entries = [...added].map(([code, places]) => [hash(code), places] as const);
      for (const [name, places] of entries) found.set(name, places);
      // Read again: another process may have added its own meanwhile.
      write({ rules, found: Object.fromEntries([...read(rules), ...entries].slice(-mostKept)) });
    },
  };
}

/** The codes that have not been read before, each once, by their text without a source map: a verdict needs no map. */
export function unreadOf(codes: readonly NamedCode[], verdicts: Verdicts): ReadonlyMap<string, NamedCode> {
  const byText = codes.map((named) => [withoutMap(named.code), named] as const);
  return new Map(byText.filter(([text]) => verdicts.of(text) === undefined));
}

/** The `node_modules` that this code is installed in, or that of this repository. */
function installedPackages(): string {
  const own = fileURLToPath(new URL('.', import.meta.url));
  const at = own.lastIndexOf(`${sep}node_modules${sep}`);
  const parent = at === -1 ? fileURLToPath(new URL('../../../..', import.meta.url)) : own.slice(0, at);
  return join(parent, 'node_modules');
}

function read(rules: string): Map<string, readonly Place[]> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    return new Map(kept.rules === rules ? Object.entries(kept.found) : []);
  } catch {
    return new Map();
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

/** The rules are all files of `check/` and `runtime/`, and the packages they use. */
function hashOfRules(): string {
  const { resolve } = createRequire(import.meta.url);
  const packages = ['@aws-appsync/eslint-plugin', '@aws-appsync/utils', 'acorn', 'eslint', 'typescript'];
  return hash(
    ...['..', '../../runtime'].flatMap((folder) => sourcesIn(fileURLToPath(new URL(folder, import.meta.url)))),
    ...packages.map((name) => readFileSync(resolve(`${name}/package.json`), 'utf8')),
  );
}

function sourcesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith(moduleExtension),
  );
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}

function hash(...texts: readonly string[]): string {
  const sum = createHash('sha256');
  for (const text of texts) sum.update(`${text.length}:${text}`);
  return sum.digest('base64url');
}
