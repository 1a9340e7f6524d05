import { readFile, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { Failure } from './failure.ts';

/** Milliseconds. */
const MOMENT = 100;

/**
 * Takes a file for this process alone: lines that two processes append at once would get into each other. A killed one
 * leaves its lock behind, which says who it was.
 * @returns what gives it back
 * @throws Failure BadFile when a process that lives has it
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  while (!(await put(lock))) {
    const holder = await readHolder(lock);
    if (isAlive(holder)) {
      const message = `Process ${holder} is writing ${path}: wait for it, name another file with --report, or remove ${lock}.`;
      throw new Failure('BadFile', message);
    }
    await remove(lock);
  }
  return () => remove(lock);
}

/** Who is empty for a moment: a file is there before its text. */
async function readHolder(lock: string): Promise<number> {
  const read = () => readFile(lock, 'utf8').catch(() => '');
  return Number((await read()) || (await wait(MOMENT).then(read)));
}

async function put(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isNodeError(error) && error.code === 'EEXIST') return false;
    const message = `${lock} can't be written: name a folder that is there with --report.`;
    throw new Failure('BadFile', message, { cause: error });
  }
}

async function remove(lock: string): Promise<void> {
  await unlink(lock).catch((error: unknown) => {
    if (!isNodeError(error) || error.code !== 'ENOENT') throw error;
  });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    // Signal 0 is none: it only asks.
    return process.kill(pid, 0);
  } catch (error) {
    return isNodeError(error) && error.code === 'EPERM';
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
