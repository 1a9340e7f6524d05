import { spawn } from 'node:child_process';

/**
 * Runs npm scripts side by side: `node --import tsx checks.ts lint format,types` runs `lint` beside `format`, after which
 * comes `types`. What a script prints appears whole when it ends. Exits with 1 when a script has failed.
 */
const lanes = process.argv.slice(2).map((lane) => lane.split(','));
if (lanes.length === 0)
  throw new Error('Name the npm scripts to run: `node --import tsx checks.ts lint format,types`.');

const outcomes = await Promise.all(lanes.map(runInOrder));
process.exitCode = outcomes.every(Boolean) ? 0 : 1;

async function runInOrder(scripts: readonly string[]): Promise<boolean> {
  let isFine = true;
  // Later scripts run after a failure too: one run shows everything that is wrong.
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
