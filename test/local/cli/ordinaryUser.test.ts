import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';

import { notAllowed } from '../../../local/engines/ports.ts';

/** The user `nobody`, who is not allowed more than anybody. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** Linux lets ordinary users listen from this port on; other systems from 1024 or from any. */
function firstOpenPort(): number {
  const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  return existsSync(setting) ? Number(readFileSync(setting, 'utf8')) : 0;
}

/** The check of a start as one script, because an ordinary user may not be allowed to read this folder or run tsx. */
function checkOfPort(port: number): string {
  const module = fileURLToPath(new URL('../../../local/engines/prerequisites.ts', import.meta.url));
  const contents = `import { requirePort } from ${JSON.stringify(module)};
    requirePort(${port}).catch((error) => process.stdout.write(error.message));`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: '.' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return outputFiles[0]?.text ?? '';
}

it.skipIf(firstOpenPort() <= 443)('tells an ordinary user what to do about port 443', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', checkOfPort(443)], {
    cwd: '/',
    encoding: 'utf8',
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  expect([stdout, stderr]).toEqual([notAllowed(443), '']);
});
