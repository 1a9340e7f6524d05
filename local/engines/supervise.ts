import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of another program that ends with this one, whatever way this one ends. */
export interface SupervisedProcess {
  /** All that the program has printed. */
  readonly output: () => string;
  /** Its exit code (127: there is no such program); settles when it has ended. */
  readonly ended: Promise<number>;
  /** The program's own process id; undefined until it runs. */
  readonly pid: () => number | undefined;
  /** Ends it, and settles when it has ended. */
  readonly stop: () => Promise<void>;
}

const guard = fileURLToPath(new URL('guard.mjs', import.meta.url));

export interface GuardedProgram {
  readonly command: string;
  readonly args: readonly string[];
  /** The folder it runs in. */
  readonly cwd: string;
  /** Variables beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a program under a guard (guard.mjs) that ends it when this process ends. */
export function supervise({ command, args, cwd, environment = {} }: GuardedProgram): SupervisedProcess {
  // A session of its own: Ctrl-C in the terminal reaches this process alone, which then stops its engines in order.
  const child = spawn(process.execPath, [guard, command, ...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: 'pipe',
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Its reader is gone once the guard has died by itself; `ended` tells.
  child.stdin.on('error', () => undefined);
  const pid = () => {
    const line = /^engine (\d+)$/m.exec(output);
    return line === null ? undefined : Number(line[1]);
  };
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => {
      resolve(127);
    });
    child.on('exit', (code, signal) => {
      if (signal !== null) endOrphan(pid());
      resolve(code ?? 1);
    });
  });
  return {
    output: () => output,
    ended,
    pid,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

/** The guard was killed itself, so the program it watched is ours to end. */
function endOrphan(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
