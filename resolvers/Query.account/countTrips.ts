import { type AccountContext, storedTrips, toAccount } from '../lib/account/account.ts';
import { answerWith, endPipeline } from '../lib/appsync/answer.ts';
import { caller } from '../lib/appsync/caller.ts';
import { type CountResult, countTrips, tripsIn } from '../lib/trips/countTrips.ts';

/** Counts only where no count is stored yet: before a person's first trip on this API. */
export function request(ctx: AccountContext<unknown, CountResult>) {
  const { account } = ctx.stash;
  const trips = storedTrips(account);
  if (trips === null) return countTrips(caller(ctx).sub);
  answerWith(ctx, toAccount(account, caller(ctx), trips));
  return endPipeline();
}

export function response(ctx: AccountContext<unknown, CountResult>): null {
  answerWith(ctx, toAccount(ctx.stash.account, caller(ctx), tripsIn(ctx)));
  return null;
}
