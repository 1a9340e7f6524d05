import { NOT_REMOVING } from '../../domain/conditions.ts';
import { accountKey, type Key, PREFIXES } from '../../domain/keys.ts';
import { closedBy, STATUSES } from '../../domain/requestStates.ts';
import { writesToClose } from '../lib/closeRequests.ts';
import { counterpartOf, liveHalves } from '../lib/halves.ts';
import { check, itemsFrom, transactEach } from '../lib/table.ts';

/**
 * Closes the open requests of a deleted trip. Nobody can send or accept requests for it any more, so one read of each list
 * finds them all. A request that changed after the read is closed already.
 *
 * If a person's account is being removed, the removal closes that person's requests, with its own reason.
 * @param trip its key
 * @returns how many were closed; null when the traveler's account is being removed
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
