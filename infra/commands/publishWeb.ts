import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { bundleWeb } from '../bundles/webBundle.ts';
import { projectFile } from '../paths.ts';

const usage = 'npm run publish:web -- [--stage dev|prod] [--file cdk-outputs.json]';

/** Files whose name changes with their content are kept for good; the others are asked for again every time. */
const KEEP = 'public,max-age=31536000,immutable';
const ASK = 'no-cache';

/**
 * Bundles the web app, adds the amplify_outputs.json of a deployed stage, and copies all of it to the stage's bucket with
 * the AWS CLI. The page comes last, so that it never names a file that is not there. Files of older versions stay for pages
 * that are open.
 */
async function main(): Promise<void> {
  const options = {
    stage: { type: 'string', default: 'dev' },
    file: { type: 'string', default: 'cdk-outputs.json' },
  } as const;
  const { stage, file } = parseArgs({ options }).values;
  const folder = mkdtempSync(join(tmpdir(), 'take-it-web-'));
  try {
    await bundleWeb(folder);
    const outputs = ['--stage', stage, '--file', file, '--out', join(folder, 'amplify_outputs.json')];
    run(process.execPath, [
      '--import',
      import.meta.resolve('tsx/esm'),
      projectFile('infra/commands/outputs.ts'),
      ...outputs,
    ]);
    const { bucket, url } = siteOf(stage, file);
    const copy = (path: string, caching: string) => {
      const place = path === '' ? '' : `/${path}`;
      const all = path === '' ? ['--recursive', '--exclude', 'assets/*', '--exclude', 'index.html'] : [];
      const recursive = path === 'assets' ? ['--recursive'] : all;
      run('aws', ['s3', 'cp', `${folder}${place}`, `s3://${bucket}${place}`, ...recursive, '--cache-control', caching]);
    };
    copy('assets', KEEP);
    copy('', ASK);
    copy('index.html', ASK);
    process.stdout.write(`The web app of ${stage} is at ${url}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function siteOf(stage: string, file: string): { readonly bucket: string; readonly url: string } {
  const stacks = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const { WebBucket: bucket, WebUrl: url } = stacks[`TakeItWeb-${stage}`] ?? {};
  if (bucket !== undefined && url !== undefined) return { bucket, url };
  throw new Error(`${file} has no web app of ${stage}: set \`web\` to on for it (docs/deploy.md) and deploy.`);
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined)
    throw new Error(`${command} does not start: ${error.message}. The AWS CLI has to be installed.`);
  if (status !== 0) throw new Error(`\`${command} ${args.slice(0, 3).join(' ')} ...\` has failed; see above.`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}\n`);
  process.exitCode = 1;
}
