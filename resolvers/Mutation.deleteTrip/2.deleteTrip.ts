import { runtime } from '../lib/appsync.ts';
import { countOneLess, isGoing, notCounted } from '../lib/account.ts';
import type { DeleteTripContext } from '../lib/deleteTrip.ts';
import { accountRemoved, tripNotFound } from '../lib/errors.ts';
import { expression } from '../lib/expression.ts';
import { ownTripKey } from '../lib/ownTrip.ts';
import { putMarker } from '../lib/marker.ts';
import { deleteIf, failedAt, transactWrite } from '../lib/transaction.ts';

/** Deletes the trip, counts it off and has its requests closed, in one transaction. */
export function request(ctx: DeleteTripContext) {
  const { trip, deleted, uncounted } = ctx.stash;
  if (deleted) runtime.earlyReturn(trip, { skipTo: 'END' });
  const key = ownTripKey(ctx, ctx.args.id);
  return transactWrite([
    uncounted ? notCounted(ctx) : countOneLess(ctx),
    deleteIf(ctx, key, expression('attribute_exists(created)')),
    putMarker(ctx, 'closing', key),
  ]);
}

/** Says why it can't be done; what may work at another try is left to the steps behind. */
export function response(ctx: DeleteTripContext) {
  const { trip, tries, uncounted } = ctx.stash;
  const account = failedAt(ctx.result, 0);
  if (isGoing(account?.item)) accountRemoved();
  const gone = failedAt(ctx.result, 1) !== null;
  if (gone && tries === undefined) tripNotFound();
  // Gone since an earlier try: most likely that try went through, and only its answer was lost.
  ctx.stash.deleted = !ctx.error || gone;
  // There may be no count to correct yet, or one since the last try.
  if (account) ctx.stash.uncounted = !uncounted;
  ctx.stash.tries = (tries ?? 0) + 1;
  return trip;
}
