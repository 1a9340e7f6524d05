import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * 32 random bytes that belong to a store. They are kept with the data, readable by the owner only, and new without data.
 * @param name tells the secrets of one store apart
 */
export function secretOf(dataDirectory: string | undefined, name: string): Uint8Array {
  if (dataDirectory === undefined) return randomBytes(32);
  mkdirSync(dataDirectory, { recursive: true });
  const file = join(dataDirectory, `${name}.secret`);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return readFileSync(file);
}
