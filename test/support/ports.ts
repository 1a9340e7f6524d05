import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { whyNotFree } from '../../local/engines/ports.ts';

/** A host listens on its own port, and its engines on the next two. */
const BLOCK = 3;
/** Below the ports that Linux gives to outgoing connections (`net.ipv4.ip_local_port_range` begins at 32768). */
const [FIRST, COUNT] = [21_000, 3_500];

/**
 * Reserves three free ports in a row for a host of a test, and answers the first one. Nothing else takes them while the host
 * is down: no outgoing connection gets such a port, and no other test of this run gets the same ones.
 */
export async function hostPort(): Promise<number> {
  const start = Math.floor(Math.random() * COUNT);
  for (let at = 0; at < COUNT; at += 1) {
    const first = FIRST + ((start + at) % COUNT) * BLOCK;
    if (reserve(first) && (await areFree(first))) return first;
  }
  throw new Error(`This machine has no ${BLOCK} free ports in a row.`);
}

/** Whether this call reserves the block. The temporary folder belongs to this run, and a folder can be made only once. */
function reserve(first: number): boolean {
  try {
    mkdirSync(join(tmpdir(), `ports-${first}`));
    return true;
  } catch {
    return false;
  }
}

async function areFree(first: number): Promise<boolean> {
  const ports = Array.from({ length: BLOCK }, (_, at) => first + at);
  return (await Promise.all(ports.map(whyNotFree))).every((reason) => reason === undefined);
}
