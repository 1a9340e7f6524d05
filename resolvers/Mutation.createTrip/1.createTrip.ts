import { runtime, util } from '../lib/appsync.ts';
import { type AccountItem, isGoing } from '../lib/account.ts';
import { callerId } from '../lib/caller.ts';
import type { CreateTripContext } from '../lib/createTrip.ts';
import { accountRemoved, limitReached } from '../lib/errors.ts';
import { expression } from '../lib/expression.ts';
import { accountKey } from '../lib/keys.ts';
import * as limits from '../lib/limits.ts';
import { failedAt, putNew, transactWrite, updateIf } from '../lib/transaction.ts';
import { newTripKey, type StoredItem, toAllowedItems, toAnswer, toTripItem } from '../lib/trip.ts';
import { checkedTrip, checkToken } from '../lib/tripRules.ts';

/** Puts the trip, counts it and remembers its token, in one transaction. */
export function request(ctx: CreateTripContext) {
  if (ctx.stash.trip) runtime.earlyReturn(ctx.stash.trip, { skipTo: 'END' });
  if (ctx.stash.repeated) runtime.earlyReturn(null);
  const { input } = ctx.args;
  const me = callerId(ctx);
  const trip = checkedTrip(input);
  // One token for all tries, so that a try whose answer was lost is found again like a phone's.
  const token = ctx.stash.token ?? checkToken(input.token) ?? util.autoId();
  const item = toTripItem(newTripKey(me), trip);
  ctx.stash.token = token;
  ctx.stash.item = item;
  return transactWrite([
    updateIf(
      ctx,
      accountKey(me),
      expression('SET trips = trips + :one, lasttoken = :token, lasttrip = :trip', {
        ':one': 1,
        ':token': token,
        ':trip': item.created,
      }),
      expression(
        'attribute_not_exists(removing) AND trips < :most AND (attribute_not_exists(lasttoken) OR lasttoken <> :token)',
        { ':most': limits.tripsPerTraveler, ':token': token },
      ),
    ),
    putNew(ctx, item),
  ]);
}

/** Leaves the trip, what stands in its way, or nothing (a conflict, or an id that is taken) for the steps behind. */
export function response(ctx: CreateTripContext) {
  const { item, token } = ctx.stash;
  if (!ctx.error) {
    ctx.stash.trip = toAnswer(item, toAllowedItems(item.allowed), item.updated);
    return ctx.stash.trip;
  }
  const refused = failedAt(ctx.result, 0);
  if (!refused) return null;
  const account: StoredItem<AccountItem> = refused.item ?? {};
  if (isGoing(account)) accountRemoved();
  if (token && account.lasttoken === token) ctx.stash.repeated = account.lasttrip;
  else if (ctx.stash.counted !== undefined) limitReached(limits.tripsPerTraveler);
  else ctx.stash.account = account;
  return null;
}
