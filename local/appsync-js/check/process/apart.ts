import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { loaderOptions, moduleExtension } from '../../../modules.ts';
import { withoutMap } from '../../runtime/sourceMap.ts';
import { distinct, type Finding, located, type NamedCode } from '../findings.ts';
import { rememberedVerdicts, unreadOf } from './verdicts.ts';

/** Checks code in a process of its own: this process goes on meanwhile, and the memory of the tools is free afterwards. */
export interface Checker {
  /** Loads the tools now if no verdict is known, because then there will be code to read. */
  readonly prepare: () => void;
  /** Reads codes that a later `check` will contain. */
  readonly read: (codes: readonly NamedCode[]) => void;
  /** Does what `checkCode` does. Raises an error when the check itself fails. */
  readonly check: (codes: readonly NamedCode[]) => Promise<readonly Finding[]>;
  /** Ends the process after the checks that it has begun. */
  readonly close: () => void;
}

/** Makes a checker. Its process starts with the first code that no earlier check has read. */
export function createChecker(): Checker {
  let started: CheckProcess | undefined;
  const ask = async (codes: readonly NamedCode[]) => await (started ??= startProcess()).ask(codes);
  const unread = (codes: readonly NamedCode[]) => [...unreadOf(codes, rememberedVerdicts()).values()];
  return {
    prepare: () => {
      if (rememberedVerdicts().size === 0) started ??= startProcess();
    },
    read: (codes) => {
      const found = unread(codes);
      // A failure shows again at `check`.
      if (found.length > 0) ask(found).catch(() => undefined);
    },
    check: async (codes) => {
      const verdicts = rememberedVerdicts();
      const known = codes.flatMap((named) => located(verdicts.of(withoutMap(named.code)) ?? [], named));
      const found = unread(codes);
      return distinct([...known, ...(found.length === 0 ? [] : await ask(found))]);
    },
    close: () => {
      started?.close();
    },
  };
}

interface CheckProcess {
  ask(codes: readonly NamedCode[]): Promise<readonly Finding[]>;
  close(): void;
}

function startProcess(): CheckProcess {
  const [main, cwd] = [`main${moduleExtension}`, '..'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  // Syntax trees are many small objects that live long: with room for them, less time goes to moving them about.
  const options = ['--max-semi-space-size=64', ...loaderOptions, main ?? ''];
  const child = spawn(process.execPath, options, { cwd, stdio: 'pipe' });
  const next = answersOf(child);
  // Each question waits for the answer to the one before.
  let last: Promise<unknown> = Promise.resolve();
  return {
    ask: async (codes) => {
      child.stdin.write(`${JSON.stringify(codes)}\n`);
      const answer = last.then(next);
      last = answer.catch(() => undefined);
      return JSON.parse(await answer) as readonly Finding[];
    },
    close: () => {
      child.stdin.end();
    },
  };
}

/** Gives the lines that a process prints, one a call. Raises an error with its complaints when it ends before. */
function answersOf(child: ChildProcessWithoutNullStreams): () => Promise<string> {
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  child.on('error', (error) => (complaints += error.message));
  // Where its input is closed already, its end tells that it failed.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async () => {
    const next = await lines.next();
    if (next.done !== true) return next.value;
    throw new Error(`The check of the resolvers' code failed.\n${complaints.trim()}`);
  };
}
