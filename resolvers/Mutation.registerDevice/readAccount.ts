import type { AccountItem } from '../lib/account/account.ts';
import { checkLanguage } from '../lib/account/accountRules.ts';
import { checkToken, type RegisterContext } from '../lib/account/device.ts';
import { keepAccount, readAccount } from '../lib/account/names.ts';
import { util } from '../lib/appsync/appsync.ts';
import type { StoredItem } from '../lib/trips/trip.ts';

type ReadContext = RegisterContext<StoredItem<AccountItem> | null>;

export function request(ctx: ReadContext) {
  const { token, language } = ctx.args.input;
  checkToken(token);
  if (language) checkLanguage(language);
  ctx.stash.id = util.autoId();
  return readAccount(ctx);
}

export function response(ctx: ReadContext): null {
  return keepAccount(ctx);
}
