import { spawn } from 'node:child_process';

/**
 * Runs npm scripts in parallel: `node --import tsx/esm checks.ts lint format,types` runs `lint` in parallel with `format`,
 * which `types` follows. The output of a script appears when the script ends. Exits with 1 if a script failed.
 */
const sequences = process.argv.slice(2).map((names) => names.split(','));
if (sequences.length === 0)
  throw new Error('Name the npm scripts to run: `node --import tsx/esm checks.ts lint format,types`.');

const outcomes = await Promise.all(sequences.map(runInOrder));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;

async function runInOrder(scripts: readonly string[]): Promise<boolean> {
  let isFine = true;
  // Later scripts run after a failure too, so that one run shows all failures.
  for (const script of scripts) isFine = (await run(script)) && isFine;
  return isFine;
}

function run(script: string): Promise<boolean> {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', script], { shell: process.platform === 'win32' });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}: npm run ${script}, ${seconds} s\n`);
      process.stdout.write(Buffer.concat(printed));
      resolve(code === 0);
    });
  });
}
