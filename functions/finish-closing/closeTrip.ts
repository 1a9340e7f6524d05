import { NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey, type Key, PREFIXES } from '../../domain/keys.ts';
import { closedBy, STATUSES } from '../../domain/requestStates.ts';
import { writesToClose } from '../lib/closeRequests.ts';
import { counterpartOf, liveHalves } from '../lib/halves.ts';
import { check, itemsFrom, transactEach } from '../lib/table.ts';

/**
 * Closes the open requests of a trip that was deleted. Since it is gone, nothing can be sent to it or accepted any more, so
 * one look at each list finds all; what has moved on in the meantime is closed already.
 *
 * Requests of people whose account is going are left to the removal of that, which has a reason of its own for them.
 * @param trip its key
 * @returns how many were closed; null when it is the traveler's account that is going
 */
export async function closeTrip({ username, created }: Key): Promise<number | null> {
  let closed = 0;
  for (const status of STATUSES) {
    const row = closedBy('DELETE_TRIP', status);
    if (!row) continue;
    for await (const items of itemsFrom(username, `${PREFIXES[status].traveler}${created}_`)) {
      const done = await transactEach(liveHalves(items), {
        common: [notRemoving(username)],
        writesOf: (half) => [notRemoving(counterpartOf(half)), ...writesToClose(half, row)],
      });
      if (done === null) return null;
      closed += done.length;
    }
  }
  return closed;
}

function notRemoving(username: string) {
  return check(accountKey(username), { text: NOT_REMOVING, values: {} });
}
