import { runtime } from '../lib/appsync.ts';
import { storedTrips, toAccount, type AccountContext } from '../lib/account.ts';
import { caller } from '../lib/caller.ts';
import { type CountResult, countTrips, tripsIn } from '../lib/countTrips.ts';

/** Counts only for those whom nobody has counted yet: before their first trip, or their first on this API. */
export function request(ctx: AccountContext<unknown, CountResult>) {
  const { account } = ctx.stash;
  const trips = storedTrips(account);
  if (trips !== null) runtime.earlyReturn(toAccount(account, caller(ctx), trips));
  return countTrips(caller(ctx).sub);
}

export function response(ctx: AccountContext<unknown, CountResult>) {
  return toAccount(ctx.stash.account, caller(ctx), tripsIn(ctx));
}
