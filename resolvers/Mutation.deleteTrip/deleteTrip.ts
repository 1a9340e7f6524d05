import { countOneLess, notCounted, refuseInactive } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { expression } from '../lib/appsync/expression.ts';
import { deleteIf, failedAt, transactWrite } from '../lib/appsync/transaction.ts';
import { tripNotFound } from '../lib/errors.ts';
import type { DeleteTripContext } from '../lib/trips/deleteTrip.ts';
import { putMarker } from '../lib/trips/marker.ts';
import { ownTripKey } from '../lib/trips/ownTrip.ts';

/** Deletes the trip, lowers the count and leaves the marker that closes its requests, in one transaction. */
export function request(ctx: DeleteTripContext) {
  skipIfAnswered(ctx);
  const { uncounted } = ctx.stash;
  const key = ownTripKey(ctx, ctx.args.id);
  return transactWrite([
    uncounted ? notCounted(ctx) : countOneLess(ctx),
    deleteIf(ctx, key, expression('attribute_exists(created)')),
    putMarker(ctx, 'closing', key),
  ]);
}

/** Answers, or fails if no further try can succeed. Otherwise the next step tries again. */
export function response(ctx: DeleteTripContext): null {
  const { trip, tries, uncounted } = ctx.stash;
  const account = failedAt(ctx.result, 0);
  refuseInactive(account?.item);
  const gone = failedAt(ctx.result, 1) !== null;
  if (gone && tries === undefined) tripNotFound();
  // The trip is gone since an earlier try: most likely that try went through and its answer was lost.
  if (!ctx.error || gone) answerWith(ctx, trip);
  // The account may have had no count, or may have got one since the last try.
  if (account) ctx.stash.uncounted = !uncounted;
  ctx.stash.tries = (tries ?? 0) + 1;
  return null;
}
