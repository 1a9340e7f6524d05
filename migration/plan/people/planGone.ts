import { halfKey, NAMES, otherParty, type Pair, type Party, REMOVED_PARTY, tripKeyOf } from '../../../domain/keys.ts';
import { closedBy } from '../../../domain/requestStates.ts';
import { type Item, without } from '../../item.ts';
import type { Check } from '../../repair.ts';
import { absentPerson, staysOf } from '../checks.ts';
import { isExpired } from '../forms.ts';
import type { AroundRequest } from '../requests/around.ts';
import { type Half, toHalf } from '../requests/half.ts';
import { believe, toldOf } from '../requests/planPair.ts';
import { deletion, left, type Verdict } from '../requests/verdict.ts';

/** The halves of a request: as they are stored, and under their right keys, each once. */
export interface Halves {
  readonly stored: readonly Item[];
  readonly items: readonly Item[];
}

/**
 * Decides about a request of somebody who is not in the user pool, as a removal by the API does: the counterpart keeps an
 * open request as CANCELLED / ACCOUNT_REMOVED with a random name, and everything else is deleted.
 */
export function planGone(pair: Pair, { stored, items }: Halves, around: AroundRequest): Verdict {
  const [gone, other] = around.gone;
  const checks = around.gone.map((party) => absentPerson(pair[party]));
  const all = deletion('personGone', { before: stored, checks });
  if (gone === undefined || other !== undefined) return all;
  if (around.isUnderWay) return left('underWay');
  const live = items.filter((item) => !isExpired(item, around.now));
  const halves = live.map(toHalf).filter((half) => half !== null);
  const kept = around.swap !== null ? null : keptHalf(pair, gone, halves, around);
  if (!kept) return all;
  // The trip of a traveler who is gone is deleted, so nothing must be given back.
  if (gone === 'requester' && takesKilograms(halves, around)) return left('kilograms');
  const contradictions = ['personGone' as const, ...(kept.wasAccepted ? ['acceptedClosed' as const] : [])];
  const more = [...checks, staysOf(pair[otherParty(gone)]), ...tripChecks(pair, around)];
  return { outcome: 'repair', contradictions, repair: { before: stored, after: [kept.item], checks: more } };
}

/** The half that the counterpart keeps; null if there is none to keep. */
function keptHalf(pair: Pair, gone: Party, halves: readonly Half[], around: AroundRequest) {
  const party = otherParty(gone);
  const own = halves.filter((half) => half.party === party);
  const [first] = own;
  const status = halves.length > 0 ? believe(halves) : null;
  const closed = status && closedBy('REMOVE_ACCOUNT', status);
  if (!first || !closed) return null;
  const model = own.reduce((one, other) => (other.revision > one.revision ? other : one), first);
  const told = without(toldOf(pair, model, around), [NAMES[gone]]);
  const dropped = ['changed', 'note', 'tripid', 'traveler', 'requester', 'fromuser', NAMES[gone]];
  const item: Item = {
    ...without(model.item, dropped),
    ...told,
    ...halfKey(party, closed.to, { ...pair, [gone]: `${REMOVED_PARTY}${around.random()}` }),
    items: model.kilograms,
    dtime: model.dtime,
    revision: Math.max(...halves.map(({ revision }) => revision)) + 1,
    reason: closed.reason,
    alone: true,
    tstamp: typeof around.tripExpiresAt === 'number' ? around.tripExpiresAt : model.expiresAt,
  };
  return { item, wasAccepted: halves.some((half) => half.status === 'ACCEPTED') };
}

/** Whether the trip has counted kilograms of the request. The migration gives none back. */
function takesKilograms(halves: readonly Half[], { isCounted }: AroundRequest): boolean {
  const accepted = halves.filter(({ status }) => status === 'ACCEPTED');
  return isCounted && accepted.some(({ kilograms }) => Object.values(kilograms).some((kg) => kg > 0));
}

/** The trip whose terms the half takes over has not moved. */
function tripChecks(pair: Pair, { trip, tripKey }: AroundRequest): Check[] {
  if (!trip) return [];
  return [
    { key: tripKey ?? tripKeyOf(pair), when: { text: 'trdate = :trdate', values: { ':trdate': trip.item['trdate'] } } },
  ];
}
