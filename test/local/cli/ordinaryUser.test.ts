import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

import { notAllowed } from '../../../local/engines/ports.ts';
import { temporaryDirectory } from '../../support/assemblies.ts';

/** The user `nobody`, who is not allowed more than anybody. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** Linux lets ordinary users listen from this port on; other systems from 1024 or from any. */
function firstOpenPort(): number {
  const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  return existsSync(setting) ? Number(readFileSync(setting, 'utf8')) : 0;
}

it.skipIf(firstOpenPort() <= 443)('tells an ordinary user what to do about port 443', { timeout: 60_000 }, () => {
  const file = fileURLToPath(new URL('../../../local/cli/start.ts', import.meta.url));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), file, '--port', '443'],
    {
      cwd: temporaryDirectory(),
      encoding: 'utf8',
      // Without a cache of its own, tsx writes to the folder of the user who runs the tests.
      env: { ...process.env, TSX_DISABLE_CACHE: '1' },
      ...(isRoot ? { uid: nobody, gid: nobody } : {}),
    },
  );
  expect([stdout, stderr.trim()]).toEqual(['', notAllowed(443)]);
  expect(status).toBe(1);
});
