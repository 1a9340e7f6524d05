import { type ChildProcess, spawn } from 'node:child_process';

/** The end of a run of tests. */
export interface Ended {
  readonly passed: boolean;
  /** What the run printed. */
  readonly printed: string;
}

/** The longest time that the tests of one mistake may take. A mistake that makes them wait for ever is noticed. */
const TIMEOUT_MILLISECONDS = 180_000;

const running = new Set<ChildProcess>();

/** Ends the runs that are under way, with all that they have started. */
export function stopAll(): void {
  for (const { pid } of running) if (pid !== undefined) kill(pid);
}

/**
 * Runs test files in a folder, and stops at the first test that fails.
 * @param folder the project's root, or a copy of it
 * @param environment the address of DynamoDB Local, for the tests that need one
 */
export function runTests(
  folder: string,
  files: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const options = ['--bail', '1', '--no-file-parallelism', '--reporter', 'dot', '--no-color'];
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...options, ...files], {
    cwd: folder,
    env: { ...process.env, ...environment, CI: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: the run's workers end with it.
    detached: true,
  });
  running.add(child);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const timer = setTimeout(() => {
    if (child.pid !== undefined) kill(child.pid);
  }, TIMEOUT_MILLISECONDS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ passed: code === 0, printed: Buffer.concat(chunks).toString() });
    });
  });
}

function kill(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
