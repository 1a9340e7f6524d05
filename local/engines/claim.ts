import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: two hosts on one store would spoil it. Answers how to give it back. Raises an
 * error when another process that lives has it.
 */
export function claim(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'host.pid');
  const holder = holderOf(file);
  if (holder !== undefined && isAlive(holder)) {
    throw new Error(
      `Another local host, process ${holder}, uses the data in ${directory}: stop it with \`kill ${holder}\`.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => {
    rmSync(file, { force: true });
  };
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
