import { NOT_REMOVING } from '../../resolvers/lib/plainExpressions.ts';
import { accountKey, type Key, PREFIXES } from '../../resolvers/lib/keys.ts';
import { STATUSES, transition } from '../../resolvers/lib/requestStates.ts';
import { WRITES_TO_CLOSE, writesToClose } from '../lib/closeRequests.ts';
import { type Half, toHalf } from '../lib/halves.ts';
import { check, itemsFrom, now, transactEach } from '../lib/table.ts';

/**
 * Closes the open requests of a trip that was deleted. Since it is gone, nothing can be sent to it or accepted any more, so
 * one look at each list finds all; what has moved on in the meantime is closed already.
 * @param trip its key
 * @returns how many were closed; null when the traveler's account is going: then its removal closes them
 */
export async function closeTrip({ username, created }: Key): Promise<number | null> {
  let closed = 0;
  for (const status of STATUSES) {
    const row = transition('system', 'DELETE_TRIP', status);
    if (!row) continue;
    for await (const items of itemsFrom(username, `${PREFIXES[status].traveler}${created}_`)) {
      const halves = items.map(toHalf).filter((half): half is Half => half !== null && half.expiresAt > now());
      const done = await transactEach(halves, {
        common: [check(accountKey(username), { text: NOT_REMOVING, values: {} })],
        size: WRITES_TO_CLOSE,
        writesOf: (half) => writesToClose(half, row),
      });
      if (done === null) return null;
      closed += done.length;
    }
  }
  return closed;
}
