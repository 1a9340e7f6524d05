import { hasNumbers } from '../../domain/categories.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { invalid, tripNotFound, tryAgain, versionConflict } from '../lib/errors.ts';
import { readOwnTrip } from '../lib/trips/ownTrip.ts';
import { type StoredItem, toTrip, type TripItem } from '../lib/trips/trip.ts';
import { checkDates, checkDecimals, toAllowedMap } from '../lib/trips/tripRules.ts';
import type { UpdateTripContext } from '../lib/trips/updateTrip.ts';

type ReadContext = UpdateTripContext<StoredItem<TripItem> | null>;

export function request(ctx: ReadContext) {
  const { id, acceptFrom, acceptTo, travelDate, allowed } = ctx.args.input;
  if (!acceptFrom && !acceptTo && !travelDate && !allowed) {
    return invalid('input', 'required', 'Give at least one thing to change.');
  }
  ctx.stash.wanted = allowed ? toAllowedMap(allowed) : null;
  return readOwnTrip(ctx, id);
}

/** The edit is checked as a whole: what it gives, and what the trip already has. */
export function response(ctx: ReadContext): null {
  if (ctx.error) return tryAgain();
  const trip = toTrip(ctx.result, callerId(ctx));
  if (!trip) return tripNotFound();
  const { version, acceptFrom, acceptTo, travelDate, allowed } = ctx.args.input;
  if (version !== trip.version) versionConflict(trip.version);
  const dates = {
    acceptFrom: acceptFrom ?? trip.acceptFrom,
    acceptTo: acceptTo ?? trip.acceptTo,
    travelDate: travelDate ?? trip.travelDate,
  };
  checkDates(dates, { acceptTo: !!acceptTo, travelDate: !!travelDate });
  if (allowed) checkDecimals(allowed, trip.currency);
  ctx.stash.trip = trip;
  ctx.stash.unversioned = ctx.result?.version === undefined;
  ctx.stash.stamp = util.time.nowISO8601();
  ctx.stash.dates = dates;
  if (ctx.stash.wanted && !hasNumbers(ctx.result?.allowed)) ctx.stash.original = ctx.result?.allowed;
  return null;
}
