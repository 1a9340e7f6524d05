import { PREFIXES } from '../../../domain/keys.ts';
import { closedBy, STATUSES } from '../../../domain/requestStates.ts';
import { closeRequests } from '../closeRequests.ts';
import { type Half, isAlone, liveHalves, PARTIES } from '../halves.ts';
import { itemsFrom } from '../table.ts';
import type { Lease } from './lease.ts';

/** How many requests are closed between two checks of the lease. */
const STRETCH = 200;

/** The trips of this person are already deleted, so no kilograms go back to them. */
const hasTrip = ({ party }: Half) => party === 'requester';

/**
 * Closes every open request of a person whose account is being removed, on both sides under its usual id, so the
 * counterparts' phones receive an update. A pending request may be accepted or declined during this work. It is then found
 * in the list of its new status, which is read later.
 * @returns whether each request that was found is closed; if not, the lists must be read again
 */
export async function closeAll(lease: Lease): Promise<boolean> {
  let isDone = true;
  for (const status of STATUSES) {
    const row = closedBy('REMOVE_ACCOUNT', status);
    for (const party of row ? PARTIES : []) {
      for await (const items of itemsFrom(lease.userId, PREFIXES[status][party])) {
        const halves = liveHalves(items).filter((half) => !isAlone(half));
        for (let at = 0; row && at < halves.length; at += STRETCH) {
          await lease.ensureHeld();
          const some = halves.slice(at, at + STRETCH);
          if ((await closeRequests(some, row, hasTrip)) < some.length) isDone = false;
        }
      }
    }
  }
  return isDone;
}
