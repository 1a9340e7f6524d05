import { type ChildProcess, spawn } from 'node:child_process';

import { projectFile } from '../../infra/paths.ts';

/** A command of package.json, run without npm. */
export interface Command {
  readonly process: ChildProcess;
  /** What it has written to its output so far. */
  readonly printed: () => string;
  /** What it has written to its error output so far. */
  readonly complained: () => string;
  /** Settles with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** No credentials but those that a test gives, wherever it runs. */
const NO_CREDENTIALS = { AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nonexistent' } as const;

/** The environment of a command: that of the tests without what the AWS SDK reads, and these variables. */
export function environmentOf(environment: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(inherited), ...NO_CREDENTIALS, ...environment };
}

/**
 * Starts a command.
 * @param file from the project's root
 * @param environment added to that of the tests, from which all that AWS's SDK reads is taken away
 * @param folder the folder that the command runs in
 */
export function command(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = projectFile('.'),
): Command {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx/esm'), projectFile(file), ...args], {
    cwd: folder,
    env: environmentOf(environment),
  });
  let printed = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return {
    process: child,
    printed: () => printed,
    complained: () => complained,
    // Only then is all of its output read.
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
}

/** What a command that has ended leaves. */
export interface Ran {
  readonly status: number | null;
  readonly printed: string;
  readonly complained: string;
}

/** Starts a command and waits for its end. */
export async function runCommand(...started: Parameters<typeof command>): Promise<Ran> {
  const { ended, printed, complained } = command(...started);
  return { status: await ended, printed: printed(), complained: complained() };
}
