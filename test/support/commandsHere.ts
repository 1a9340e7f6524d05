import { pathToFileURL } from 'node:url';
import { vi } from 'vitest';

import { projectFile } from '../../infra/paths.ts';
import { environmentOf, type Ran } from './commands.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let runs = 0;

/**
 * Runs a command of package.json in this process. It does what `runCommand` does, without the second of processor time that
 * a process takes to load the command. At least one test of each command starts a process.
 * @param file from the project's root; it is loaded anew, and what it imports is not
 * @param folder the folder that the command runs in
 * @throws what the command does not catch
 */
export async function runHere(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = projectFile('.'),
): Promise<Ran> {
  const before = { argv: process.argv, env: process.env, exitCode: process.exitCode, folder: process.cwd() };
  const listeners = SIGNALS.map((name) => [name, new Set(process.listeners(name))] as const);
  const texts = { printed: '', complained: '' };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((texts.printed += String(text)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((texts.complained += String(text)), true)),
  ];
  Object.assign(process, { argv: [process.execPath, file, ...args], env: environmentOf(environment), exitCode: 0 });
  process.chdir(folder);
  try {
    runs += 1;
    await import(`${pathToFileURL(projectFile(file)).href}?run=${runs}`);
    return { status: Number(process.exitCode), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
    const { folder: cwd, ...rest } = before;
    Object.assign(process, rest);
    process.chdir(cwd);
    for (const [name, known] of listeners) {
      for (const listener of process.listeners(name)) if (!known.has(listener)) process.off(name, listener);
    }
  }
}
