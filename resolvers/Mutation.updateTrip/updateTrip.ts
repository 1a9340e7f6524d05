import { isActive, refuseInactive } from '../lib/account/account.ts';
import { skipStep } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { failedAt, transactWrite, updateIf } from '../lib/appsync/transaction.ts';
import { expiry } from '../lib/dates.ts';
import { tripNotFound, versionConflict } from '../lib/errors.ts';
import { matchEdited, putMarker } from '../lib/trips/marker.ts';
import { ownTripKey } from '../lib/trips/ownTrip.ts';
import { toTrip } from '../lib/trips/trip.ts';
import { editTrip, refuseBelowTaken } from '../lib/trips/tripEdit.ts';
import type { UpdateTripContext } from '../lib/trips/updateTrip.ts';

export function request(ctx: UpdateTripContext) {
  const { trip, unversioned, stamp, dates, wanted, written } = ctx.stash;
  if (written) return skipStep();
  const key = ownTripKey(ctx, ctx.args.input.id);
  const { update, when } = editTrip({ key, read: trip, unversioned, stamp, dates, wanted });
  return transactWrite([
    isActive(ctx),
    updateIf(ctx, key, update, when),
    // Open requests take the date over, and all requests expire with their trip.
    ...(hasMoved(ctx) ? [putMarker(ctx, 'moved', key)] : []),
    ...(mayFitMore(ctx) ? [matchEdited(ctx, key, trip)] : []),
  ]);
}

function hasMoved({ stash }: UpdateTripContext): boolean {
  const { trip, dates } = stash;
  return dates.travelDate !== trip.travelDate || expiry(dates.travelDate) !== trip.expiresAt;
}

/** Whether more alerts may fit: the first day of acceptance is nothing that a search looks at. */
function mayFitMore({ stash }: UpdateTripContext): boolean {
  const { trip, dates, wanted } = stash;
  return wanted !== null || dates.travelDate !== trip.travelDate || dates.acceptTo !== trip.acceptTo;
}

/** Fails if no further try can succeed. After a conflict the next step tries again. */
export function response(ctx: UpdateTripContext): null {
  const { trip, stamp, wanted } = ctx.stash;
  ctx.stash.written = !ctx.error;
  refuseInactive(failedAt(ctx.result, 0)?.item);
  const refused = failedAt(ctx.result, 1);
  if (refused) {
    const now = toTrip(refused.item, callerId(ctx));
    if (!now) return tripNotFound();
    // An earlier try went through, but its answer was lost.
    ctx.stash.written = now.version === trip.version + 1 && now.updatedAt === stamp;
    if (ctx.stash.written) return null;
    if (now.version === trip.version && wanted) refuseBelowTaken(now, wanted);
    return versionConflict(now.version);
  }
  return null;
}
