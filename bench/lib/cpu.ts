import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Linux counts processor time in hundredths of a second. */
const TICK_MILLISECONDS = 10;

/** The processor time of a process in milliseconds; 0 if the system does not report it. */
export function cpuOf(pid: number | undefined): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) * TICK_MILLISECONDS;
  } catch {
    return 0;
  }
}

/** The processor time of this process in milliseconds. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** A process below this share of a core counts as idle: the host polls the streams all the time. */
const REST = 0.2;
const SAMPLE_MILLISECONDS = 150;

/** Waits until this process and the store are idle: then the functions have published all changes. */
export async function atRest(storeProcess: number | undefined, timeout = 20_000): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const before = ownCpu() + cpuOf(storeProcess);
    await wait(SAMPLE_MILLISECONDS);
    const share = (ownCpu() + cpuOf(storeProcess) - before) / SAMPLE_MILLISECONDS;
    if (share < REST || Date.now() > deadline) return;
  }
}
