import { spawn } from 'node:child_process';

/** Where a command of the app runs, and the variables that it gets besides those of this process. */
export interface CommandPlace {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs a command of the app in a shell. It ends with this process.
 * @param complaint what failed, for the error's message
 * @throws Error with everything that the command printed when it fails
 */
export async function runCommand(
  command: string,
  { folder, environment = {} }: CommandPlace,
  complaint: string,
): Promise<void> {
  const child = spawn(command, {
    shell: true,
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill();
  process.once('exit', end);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => process.off('exit', end));
  if (code !== 0) throw new Error(`${complaint}: \`${command}\` failed.\n${printed.trim()}`);
}
