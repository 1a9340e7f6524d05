import { absent, NOT_REMOVING, unchanged, unchangedOrMissing } from '../../resolvers/lib/plainExpressions.ts';
import { accountKey, halfKey, otherParty, type Party } from '../../resolvers/lib/keys.ts';
import type { Transition } from '../../resolvers/lib/requestStates.ts';
import { counterpartOf, type Half } from './halves.ts';
import { check, deleteIf, now, putIf, type Write } from './table.ts';

/** How many writes close one request. */
export const WRITES_TO_CLOSE = 5;

/**
 * The writes that move both halves of a request to its new status, as resolvers do it: if it is still as it was read, and
 * the other person's account is not going (else the removal of that has to close it, with a reason of its own).
 * @param half of the person for whom it is closed
 */
export function writesToClose(half: Half, { to, reason }: Transition): Write[] {
  const time = now();
  const other = otherParty(half.party);
  const next = {
    tripid: half.tripid,
    traveler: half.traveler,
    requester: half.requester,
    revision: half.revision + 1,
    changed: new Date().toISOString(),
    reason,
  };
  const put = (party: Party) => putIf({ ...half.stored, ...next, ...halfKey(party, to, half) }, absent(time));
  return [
    check(accountKey(counterpartOf(half)), { text: NOT_REMOVING, values: {} }),
    put(half.party),
    put(other),
    deleteIf(half.key, unchanged(half.revision, time)),
    deleteIf(halfKey(other, half.status, half), unchangedOrMissing(half.revision, time)),
  ];
}
