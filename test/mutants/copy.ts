import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type Mistake, withMistake } from './mistake.ts';

/** A copy of the working tree, whose packages are those of the original. Mistakes are never made in the original. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'take-it-mutants-'));
  readonly #root: string;

  /** @param root the project's root */
  constructor(root: string) {
    this.#root = root;
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    for (const file of listed.split('\0').filter(Boolean)) this.#copy(file);
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Makes a mistake for as long as some work takes. */
  async with<Result>(mistake: Mistake, work: () => Promise<Result>): Promise<Result> {
    const path = join(this.folder, mistake.file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, withMistake(text, mistake));
    try {
      return await work();
    } finally {
      writeFileSync(path, text);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  #copy(file: string): void {
    const target = join(this.folder, file);
    mkdirSync(dirname(target), { recursive: true });
    // A deleted file is still listed until its deletion is committed.
    cpSync(join(this.#root, file), target, { force: true, errorOnExist: false, recursive: true });
  }
}
