import { isDeepStrictEqual } from 'node:util';

import { type Pair, REMOVED_PARTY, requestId } from '../../../domain/keys.ts';
import { toHalfPlace } from '../places.ts';
import type { PairItems, Survey } from '../survey.ts';
import type { Unit } from '../unit.ts';
import type { Swap } from './around.ts';

/** @param hasTrip whether the trip of a request is in the table */
export function swapOf({ pair, entries }: PairItems, { pairs }: Survey, hasTrip: (pair: Pair) => boolean): Swap {
  if (hasTrip(pair) || isAnonymous(pair)) return null;
  const other = mirrored(pair);
  if (hasTrip(other)) return 'byTrip';
  const sent = pairs.get(requestId(other));
  return sent && isSent(sent) && isAnsweredOnly(entries) ? 'byRequest' : null;
}

/** Whether one of the two was removed. The first app knew nobody by such a name, so their roles are right. */
function isAnonymous({ traveler, requester }: Pair): boolean {
  return [traveler, requester].some((person) => person.startsWith(REMOVED_PARTY));
}

/** Whether the first app wrote nothing of this request but answers. What a repair wrote has a revision. */
function isAnsweredOnly(entries: PairItems['entries']): boolean {
  return entries.every(({ item }) => {
    const status = toHalfPlace(item.created)?.status;
    return (status === 'ACCEPTED' || status === 'DECLINED') && item['revision'] === undefined;
  });
}

/** Whether some half of a request waits for an answer: only sending writes such halves. */
function isSent({ entries }: PairItems): boolean {
  return entries.some(({ item }) => toHalfPlace(item.created)?.status === 'PENDING');
}

/** The same two people in the other roles. */
export function mirrored({ tripid, traveler, requester }: Pair): Pair {
  return { tripid, traveler: requester, requester: traveler };
}

/**
 * Joins the deletion of halves with swapped roles to the repair of the request that was sent. Without that request, the next
 * run could no longer tell which is which.
 */
export function joined(sent: Unit, swapped: Unit): Unit | null {
  const [one, other] = [sent.verdict, swapped.verdict];
  if (one.outcome !== 'repair' || other.outcome !== 'repair') return null;
  const known = one.repair.checks;
  const more = other.repair.checks.filter((check) => !known.some((same) => isDeepStrictEqual(same, check)));
  const repair = {
    before: [...one.repair.before, ...other.repair.before],
    after: [...one.repair.after, ...other.repair.after],
    checks: [...known, ...more],
  };
  const contradictions = [...one.contradictions, ...other.contradictions];
  return { ...sent, items: [...sent.items, ...swapped.items], verdict: { ...one, contradictions, repair } };
}
