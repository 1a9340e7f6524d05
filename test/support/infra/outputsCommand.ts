import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFile } from '../../../infra/paths.ts';
import type { AmplifyOutputs } from '../../../local/amplifyOutputs.ts';

export interface Ran {
  readonly status: number | null;
  readonly printed: string;
  readonly complained: string;
  /** What the command has written; null: nothing. */
  readonly written: AmplifyOutputs | null;
}

/**
 * Runs `npm run outputs`, without npm, in a new folder.
 * @param file what stands in cdk-outputs.json there; null: there is no such file
 */
export function runOutputs(file: string | object | null, args: readonly string[] = []): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'take-it-'));
  const text = typeof file === 'string' ? file : JSON.stringify(file, null, 2);
  if (file !== null) writeFileSync(join(folder, 'cdk-outputs.json'), text);
  const command = ['--import', import.meta.resolve('tsx'), projectFile('infra/outputs.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  const out = join(folder, 'amplify_outputs.json');
  const written = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as AmplifyOutputs) : null;
  return { status, printed: stdout, complained: stderr, written };
}
