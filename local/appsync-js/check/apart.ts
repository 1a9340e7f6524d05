import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { loaderOptions, moduleExtension } from '../../modules.ts';
import { withoutMap } from '../runtime/sourceMap.ts';
import { unreadOf } from './check.ts';
import { distinct, type Finding, located, type NamedCode } from './findings.ts';
import { folder } from './program.ts';
import { rememberedVerdicts } from './verdicts.ts';

/**
 * Does what `checkCode` does in a process of its own, if there is anything to read: meanwhile this one goes on, and what
 * the tools took of memory is free again afterwards. Raises an error where the check itself fails.
 */
export async function checkCodeApart(codes: readonly NamedCode[]): Promise<readonly Finding[]> {
  const verdicts = rememberedVerdicts();
  const known = codes.flatMap((named) => located(verdicts.of(withoutMap(named.code)) ?? [], named));
  const unread = [...unreadOf(codes, verdicts).values()];
  return distinct([...known, ...(unread.length === 0 ? [] : await findingsOf(unread))]);
}

async function findingsOf(codes: readonly NamedCode[]): Promise<readonly Finding[]> {
  const main = fileURLToPath(new URL(`main${moduleExtension}`, import.meta.url));
  // Syntax trees are many small objects that live long: with room for them, less time goes to moving them about.
  const options = ['--max-semi-space-size=64', ...loaderOptions, main];
  const child = spawn(process.execPath, options, { cwd: folder, stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('close', resolve).on('error', reject);
  });
  // Where its input is closed already, its exit code says that it failed.
  child.stdin.on('error', () => undefined).end(JSON.stringify(codes));
  const [answer, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`The check of the resolvers' code failed.\n${complaints.trim()}`);
  return JSON.parse(answer) as readonly Finding[];
}
