import { runtime } from '../lib/appsync.ts';
import { notRemoving } from '../lib/account.ts';
import { expiry } from '../lib/dates.ts';
import { accountRemoved, tripNotFound, versionConflict } from '../lib/errors.ts';
import { putMarker } from '../lib/marker.ts';
import { ownTripKey } from '../lib/ownTrip.ts';
import { failedAt, transactWrite, updateIf } from '../lib/transaction.ts';
import { toTrip } from '../lib/trip.ts';
import { editTrip, refuseBelowTaken } from '../lib/tripEdit.ts';
import type { UpdateTripContext } from '../lib/updateTrip.ts';

export function request(ctx: UpdateTripContext) {
  const { trip, unversioned, stamp, dates, wanted, written } = ctx.stash;
  if (written) runtime.earlyReturn(trip);
  const key = ownTripKey(ctx, ctx.args.input.id);
  const { update, when } = editTrip(key, trip, unversioned, stamp, dates, wanted);
  return transactWrite([
    notRemoving(ctx),
    updateIf(ctx, key, update, when),
    // Requests expire with their trip, so they have to follow.
    ...(expiry(dates.travelDate) === trip.expiresAt ? [] : [putMarker(ctx, 'moved', key)]),
  ]);
}

/** Says why it can't be done; what may work at another try (a conflict) is left to the steps behind. */
export function response(ctx: UpdateTripContext) {
  const { trip, stamp, wanted } = ctx.stash;
  ctx.stash.written = !ctx.error;
  if (failedAt(ctx.result, 0)) accountRemoved();
  const refused = failedAt(ctx.result, 1);
  if (refused) {
    const now = toTrip(refused.item) ?? tripNotFound();
    // An earlier try went through, and only its answer was lost.
    ctx.stash.written = now.version === trip.version + 1 && now.updatedAt === stamp;
    if (ctx.stash.written) return trip;
    if (now.version === trip.version && wanted) refuseBelowTaken(now, wanted);
    versionConflict(now.version);
  }
  return trip;
}
