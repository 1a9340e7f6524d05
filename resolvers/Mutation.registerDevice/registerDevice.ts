import { ACTIVE } from '../../domain/conditions.ts';
import { accountKey, deviceKey, tokenKey } from '../../domain/keys.ts';
import { type AccountItem, refuseInactive } from '../lib/account/account.ts';
import type { RegisterContext, TokenItem } from '../lib/account/device.ts';
import { hasMalformedName, introduce, nameOf } from '../lib/account/names.ts';
import { answerWith, skipIfAnswered } from '../lib/appsync/answer.ts';
import { util } from '../lib/appsync/appsync.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { expression } from '../lib/appsync/expression.ts';
import {
  deleteIf,
  failedAt,
  put,
  putIf,
  remove,
  transactWrite,
  type TransactWriteResult,
  updateIf,
} from '../lib/appsync/transaction.ts';
import { isFilled, plain, type StoredItem } from '../lib/trips/trip.ts';

type WriteContext = RegisterContext<TransactWriteResult<StoredItem<AccountItem & TokenItem>> | null>;

/** Moves the token from its owner to the caller, and drops the oldest devices beyond the limit. */
export function request(ctx: WriteContext) {
  skipIfAnswered(ctx);
  const { owner, dropped } = ctx.stash;
  const { token, platform, language } = ctx.args.input;
  const me = callerId(ctx);
  const isMoved = owner !== null && owner !== me;
  const held = { ...tokenKey(token), owner: me };
  const device = {
    ...deviceKey(me, token),
    platform,
    ...(language ? { language } : {}),
    seen: util.time.nowISO8601(),
  };
  return transactWrite([
    registered(ctx),
    putIf(
      ctx,
      held,
      owner === null ? expression('attribute_not_exists(created)') : expression('#owner = :owner', { ':owner': owner }),
    ),
    put(ctx, device),
    ...(isMoved ? [remove(ctx, deviceKey(owner, token))] : []),
    ...dropped.map((old) => remove(ctx, deviceKey(me, old))),
    ...dropped.map((old) => deleteIf(ctx, tokenKey(old), expression('#owner = :owner', { ':owner': me }))),
  ]);
}

/** The account is active, and no other device was registered since its devices were read. */
function registered(ctx: WriteContext) {
  const { account, id } = ctx.stash;
  const first = introduce(ctx.stash, hasMalformedName(ctx.stash) ? null : nameOf(ctx));
  const isFirst = account.lastdevice === undefined;
  return updateIf(
    ctx,
    accountKey(callerId(ctx)),
    expression(`SET ${[...first.sets, 'lastdevice = :next'].join(', ')}`, { ...first.values, ':next': id }),
    expression(
      `${ACTIVE} AND ${isFirst ? 'attribute_not_exists(lastdevice)' : 'lastdevice = :last'}`,
      isFirst ? {} : { ':last': plain(account.lastdevice) },
    ),
  );
}

/** Answers if the device is registered. The next try uses what DynamoDB has found instead. */
export function response(ctx: WriteContext): null {
  const account = failedAt(ctx.result, 0);
  // An earlier try went through, but its answer was lost.
  if (!ctx.error || account?.item?.lastdevice === ctx.stash.id) {
    answerWith(ctx, true);
    return null;
  }
  refuseInactive(account?.item);
  if (account) ctx.stash.account = account.item ?? {};
  const token = failedAt(ctx.result, 1);
  if (token) ctx.stash.owner = isFilled(token.item?.owner) ? token.item.owner : null;
  return null;
}
