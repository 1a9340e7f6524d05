import { accountKey } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { type AccountItem, isGoing } from '../lib/account/account.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { failedAt, putNew, transactWrite, updateIf } from '../lib/appsync/transaction.ts';
import { accountRemoved, limitReached } from '../lib/errors.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';
import { newTripKey, type StoredItem, toAllowedItems, toAnswer, toTripItem } from '../lib/trips/trip.ts';
import { checkedTrip, checkToken } from '../lib/trips/tripRules.ts';

/** Puts the trip, counts it and remembers its token, in one transaction. */
export function request(ctx: CreateTripContext) {
  skipIfAnswered(ctx);
  if (ctx.stash.repeated) return skipStep();
  const { input } = ctx.args;
  const me = callerId(ctx);
  const trip = checkedTrip(input);
  const token = tokenOf(ctx);
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

/** One token for all tries: the next try finds a trip whose answer was lost, as it finds one of the phone's own. */
function tokenOf({ args, stash }: CreateTripContext): string {
  if (stash.token) return stash.token;
  const given = checkToken(args.input.token);
  return given === null ? util.autoId() : given;
}

/** Answers with the trip, or leaves the reason against it. A conflict and an id that is taken leave nothing. */
export function response(ctx: CreateTripContext): null {
  const { item, token } = ctx.stash;
  if (!ctx.error) {
    answerWith(ctx, toAnswer(item, toAllowedItems(item.allowed), item.updated, callerId(ctx)));
    return null;
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
