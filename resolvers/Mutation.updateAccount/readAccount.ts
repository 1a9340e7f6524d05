import type { AccountItem } from '../lib/account/account.ts';
import { checkedAccount } from '../lib/account/accountRules.ts';
import type { ChangeAccountContext } from '../lib/account/changeAccount.ts';
import { keepAccount, readAccount } from '../lib/account/names.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = ChangeAccountContext<StoredItem<AccountItem> | null>;

export function request(ctx: ReadContext) {
  ctx.stash.input = checkedAccount(ctx.args.input);
  return readAccount(ctx);
}

export function response(ctx: ReadContext): null {
  return keepAccount(ctx);
}
