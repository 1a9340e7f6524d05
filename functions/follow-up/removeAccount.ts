import { setTimeout as wait } from 'node:timers/promises';

import { logAge } from '../lib/log.ts';
import { Lease, removalOf } from '../lib/removal/lease.ts';
import { remove } from '../lib/removal/remove.ts';

/** Milliseconds between two reads of a removal that another worker holds. */
const LOOK_AGAIN = 500;

/**
 * Continues the removal of an account until it is complete. It waits while another worker holds the lease, because that
 * worker may crash and nothing else would notice.
 * @param stopAt epoch milliseconds at which this run ends; the stream triggers the rest
 * @throws StillLeased when another worker held the lease all the time
 */
export async function goOnRemoving(userId: string, stopAt: number): Promise<void> {
  for (;;) {
    const removal = await removalOf(userId);
    if (!removal || removal.isComplete) return;
    const lease = await Lease.take(userId, stopAt);
    if (lease) {
      logAge('A removal is taken up.', removal.begun);
      await remove(lease);
      return;
    }
    if (Date.now() >= stopAt) throw new StillLeased('Somebody else works on it.');
    await wait(LOOK_AGAIN);
  }
}

/** Another worker holds the lease. This worker must check again, because the other one may crash. */
export class StillLeased extends Error {
  override readonly name = 'StillLeased';
}
