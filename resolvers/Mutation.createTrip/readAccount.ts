import type { AccountItem } from '../lib/account/account.ts';
import { keepAccount, readAccount } from '../lib/account/names.ts';
import type { CreateTripContext } from '../lib/trips/createTrip.ts';
import type { StoredItem } from '../lib/trips/trip.ts';
import { checkedTrip, checkToken } from '../lib/trips/tripRules.ts';

type ReadContext = CreateTripContext<StoredItem<AccountItem> | null>;

/** The trip shows the name that the account has. Bad input fails before anything is read. */
export function request(ctx: ReadContext) {
  const { input } = ctx.args;
  ctx.stash.trip = checkedTrip(input);
  checkToken(input.token);
  return readAccount(ctx);
}

export function response(ctx: ReadContext): null {
  return keepAccount(ctx);
}
