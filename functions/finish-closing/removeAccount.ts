import { setTimeout as wait } from 'node:timers/promises';

import { logAge } from '../lib/log.ts';
import { Lease, removalOf } from '../lib/removal/lease.ts';
import { remove } from '../lib/removal/remove.ts';

/** Milliseconds between two looks at a removal that somebody else works on. */
const LOOK_AGAIN = 500;

/**
 * Goes on with the removal of an account until it is done, once nobody else works on it: whoever does may die over it, and
 * nothing would tell of that but this.
 * @param stopAt epoch milliseconds at which this run is to end; the stream tells of what is left then
 * @throws StillLeased when somebody else has worked on it all the time
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

/** It is worked on, and whether that comes to an end is to be looked at again. */
export class StillLeased extends Error {
  override readonly name = 'StillLeased';
}
