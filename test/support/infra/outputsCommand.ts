import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AmplifyOutputs } from '../../../local/amplifyOutputs.ts';
import { temporaryDirectory } from '../assemblies.ts';
import type { Ran, runCommand } from '../commands.ts';
import { runHere } from '../commandsHere.ts';

const MAIN = 'infra/commands/outputs.ts';

export interface RanOutputs extends Ran {
  /** What the command has written; null: nothing. */
  readonly written: AmplifyOutputs | null;
}

/**
 * Runs `npm run outputs` in a new folder.
 * @param file what stands in cdk-outputs.json there; null: there is no such file
 * @param run how the command is run: in this process, or in one of its own
 */
export async function runOutputs(
  file: string | object | null,
  args: readonly string[] = [],
  run: typeof runHere | typeof runCommand = runHere,
): Promise<RanOutputs> {
  const folder = temporaryDirectory();
  const text = typeof file === 'string' ? file : JSON.stringify(file, null, 2);
  if (file !== null) writeFileSync(join(folder, 'cdk-outputs.json'), text);
  const ran = await run(MAIN, args, {}, folder);
  const out = join(folder, 'amplify_outputs.json');
  const written = existsSync(out) ? (JSON.parse(readFileSync(out, 'utf8')) as AmplifyOutputs) : null;
  return { ...ran, written };
}
