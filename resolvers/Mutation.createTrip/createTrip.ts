import { ACTIVE } from '../../domain/conditions.ts';
import { accountKey } from '../../domain/keys.ts';
import * as limits from '../../domain/limits.ts';
import { type AccountItem, refuseInactive, storedTrips } from '../lib/account/account.ts';
import { introduce, nameOf, sameName, sinceOf } from '../lib/account/names.ts';
import { answerWith, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import { failedAt, putNew, transactWrite, updateIf } from '../lib/appsync/transaction.ts';
import { nameMissing, tooManyTrips } from '../lib/errors.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';
import { matchNew } from '../lib/trips/marker.ts';
import { newTripKey, type StoredItem, toAllowedItems, toAnswer, toTripItem } from '../lib/trips/trip.ts';
import { checkToken } from '../lib/trips/tripRules.ts';

/** Puts the trip, counts it, stores its token and leaves the marker that matches alerts, in one transaction. */
export function request(ctx: CreateTripContext) {
  skipIfAnswered(ctx);
  if (ctx.stash.repeated) return skipStep();
  const me = callerId(ctx);
  const name = nameOf(ctx);
  if (name === null) return nameMissing();
  const token = tokenOf(ctx);
  const { trip } = ctx.stash;
  const item = toTripItem(newTripKey(me), trip, { tname: name, since: sinceOf(ctx.stash) });
  const { sets, values } = introduce(ctx.stash, name);
  const same = sameName(ctx.stash, name);
  ctx.stash.token = token;
  ctx.stash.item = item;
  return transactWrite([
    updateIf(
      ctx,
      accountKey(me),
      expression(`SET ${['trips = trips + :one, lasttoken = :token, lasttrip = :trip', ...sets].join(', ')}`, {
        ':one': 1,
        ':token': token,
        ':trip': item.created,
        ...values,
      }),
      expression(
        `${ACTIVE} AND trips < :most AND ${same.text} ` +
          'AND (attribute_not_exists(lasttoken) OR lasttoken <> :token)',
        { ':most': limits.tripsPerTraveler, ':token': token, ...same.values },
      ),
    ),
    putNew(ctx, item),
    matchNew(ctx, item),
  ]);
}

/** One token for all tries: so the next try finds a trip whose answer was lost. */
function tokenOf({ args, stash }: CreateTripContext): string {
  if (stash.token) return stash.token;
  const given = checkToken(args.input.token);
  return given === null ? util.autoId() : given;
}

/** Answers with the trip, or keeps the reason of the failure. After a conflict or a taken id, the next try continues. */
export function response(ctx: CreateTripContext): null {
  const { item, token, counted } = ctx.stash;
  if (!ctx.error) {
    answerWith(ctx, toAnswer(item, toAllowedItems(item.allowed), item.updated, callerId(ctx)));
    return null;
  }
  const refused = failedAt(ctx.result, 0);
  if (!refused) return null;
  const account: StoredItem<AccountItem> = refused.item ?? {};
  refuseInactive(account);
  // The next try takes the name that the account has now.
  ctx.stash.account = account;
  const trips = storedTrips(account);
  const hasRoom = trips !== null && trips < limits.tripsPerTraveler;
  if (token && account.lasttoken === token) ctx.stash.repeated = account.lasttrip;
  else if (!hasRoom && counted !== undefined) tooManyTrips(limits.tripsPerTraveler);
  else ctx.stash.isUncounted = !hasRoom;
  return null;
}
