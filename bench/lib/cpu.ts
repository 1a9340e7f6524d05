import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Linux counts a process's time in hundredths of a second. */
const TICK_MILLISECONDS = 10;

/** Milliseconds that a process has had on a core; 0 where the system doesn't tell. */
export function cpuOf(pid: number | undefined): number {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8').split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) * TICK_MILLISECONDS;
  } catch {
    return 0;
  }
}

/** Milliseconds that this process has had on a core. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** A process that has so little to do is at rest: streams are polled all the time. */
const REST = 0.2;
const LOOK_MILLISECONDS = 150;

/** Settles once this process and the store are at rest, as those who tell of changes have told of all. */
export async function atRest(storeProcess: number | undefined, timeout = 20_000): Promise<void> {
  const giveUp = Date.now() + timeout;
  for (;;) {
    const before = ownCpu() + cpuOf(storeProcess);
    await wait(LOOK_MILLISECONDS);
    const share = (ownCpu() + cpuOf(storeProcess) - before) / LOOK_MILLISECONDS;
    if (share < REST || Date.now() > giveUp) return;
  }
}
