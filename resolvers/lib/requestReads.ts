import type { Context } from '@aws-appsync/utils';
import { tryAgain } from './errors.ts';
import type { Pair, Party } from './keys.ts';
import { halfKeys, type RequestAnswer, type RequestHalf, standing } from './request.ts';
import { transactGet, type TransactGetResult } from './transaction.ts';
import type { StoredItem } from './trip.ts';

/** The steps that read one request: further tries for when a transaction holds an item of it. */
export type ReadRequestContext<Arguments, Source extends object | undefined> = Context<
  Arguments,
  { party: Party; pair: Pair; read?: boolean; request?: RequestAnswer | null },
  { result: RequestAnswer | null },
  Source,
  TransactGetResult<StoredItem<RequestHalf>> | null
>;

type Reading = Pick<ReadRequestContext<unknown, undefined>, 'env' | 'error' | 'result' | 'stash'>;

/** Reads a request, whatever its status, as one party has it. */
export function readHalves(ctx: Reading, party: Party, pair: Pair) {
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, halfKeys(party, pair));
}

/** Takes in what a try has read. */
export function takeIn(ctx: Reading): RequestAnswer | null {
  if (ctx.error || !ctx.result?.items) return null;
  const { party, pair } = ctx.stash;
  ctx.stash.read = true;
  ctx.stash.request = standing(party, pair, ctx.result.items);
  return ctx.stash.request;
}

/** The same after the last try. */
export function takeInLast(ctx: Reading): RequestAnswer | null {
  const request = takeIn(ctx);
  return ctx.stash.read ? request : tryAgain();
}
