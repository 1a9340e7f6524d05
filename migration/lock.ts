import { readFile, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

import { Failure } from './failure.ts';

/** Milliseconds until a lock file that was just created has its content. */
const LOCK_WRITE_DELAY = 100;
/** The locks of this process. In a container, a killed process and the next one often have the same id. */
const held = new Set<string>();

/**
 * Locks a file for this process: lines that two processes append at the same time would mix. The lock file contains the
 * process id, so a lock that a killed process left behind is recognized.
 * @returns a function that releases the lock
 * @throws Failure BadFile when a running process holds the lock
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  while (!(await put(lock))) {
    const holder = await readHolder(lock);
    if (holder === process.pid ? held.has(lock) : isAlive(holder)) {
      const message = `Process ${holder} is writing ${path}: wait for it, name another file with --report, or remove ${lock}.`;
      throw new Failure('BadFile', message);
    }
    await remove(lock);
  }
  held.add(lock);
  return async () => {
    await remove(lock);
    held.delete(lock);
  };
}

/** The id of the process that holds the lock. The lock file may be empty shortly after its creation. */
async function readHolder(lock: string): Promise<number> {
  const read = () => readFile(lock, 'utf8').catch(() => '');
  return Number((await read()) || (await wait(LOCK_WRITE_DELAY).then(read)));
}

async function put(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isNodeError(error) && error.code === 'EEXIST') return false;
    const message = `${lock} cannot be written: name an existing folder with --report.`;
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
    // Signal 0 only checks whether the process exists.
    return process.kill(pid, 0);
  } catch (error) {
    return isNodeError(error) && error.code === 'EPERM';
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
