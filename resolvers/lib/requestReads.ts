import type { Context } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import { type RequestAnswer, type RequestHalf, standing } from './request.ts';
import type { TransactGetResult } from './transaction.ts';
import type { StoredItem } from './trip.ts';

/** The steps that read one request: further tries for when a transaction holds an item of it. */
export type ReadRequestContext<Arguments, Source extends object | undefined> = Context<
  Arguments,
  { read?: boolean; request?: RequestAnswer | null },
  { result: RequestAnswer | null },
  Source,
  TransactGetResult<StoredItem<RequestHalf>> | null
>;

type Reading = Pick<ReadRequestContext<unknown, undefined>, 'error' | 'result' | 'stash'>;

/** Takes in what a try has read. */
export function takeIn(ctx: Reading): RequestAnswer | null {
  if (ctx.error || !ctx.result?.items) return null;
  ctx.stash.read = true;
  ctx.stash.request = standing(ctx.result.items);
  return ctx.stash.request;
}

/** The same after the last try. */
export function takeInLast(ctx: Reading): RequestAnswer | null {
  const request = takeIn(ctx);
  return ctx.stash.read ? request : tryAgain();
}
