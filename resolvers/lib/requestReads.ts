import type { Context } from '@aws-appsync/utils';
import { type CardItem, cardOf } from './counterpartCard.ts';
import { tryAgain } from './errors.ts';
import type { Key, Pair, Party } from './keys.ts';
import { halfKeys, type RequestAnswer, standing } from './request.ts';
import { STATUSES } from './requestStates.ts';
import { transactGet, type TransactGetResult } from './transaction.ts';

/** The steps that read one request: further tries for when a transaction holds an item of it. */
export type ReadRequestContext<Arguments, Source extends object | undefined> = Context<
  Arguments,
  { party: Party; pair: Pair; read?: boolean; request?: RequestAnswer | null },
  { result: RequestAnswer | null },
  Source,
  TransactGetResult<CardItem> | null
>;

type Reading = Pick<ReadRequestContext<unknown, undefined>, 'env' | 'error' | 'result' | 'stash'>;

/**
 * Reads a request, whatever its status, as one party has it.
 * @param card the keys of the other one's card, where it is asked for
 */
export function readHalves(ctx: Reading, party: Party, pair: Pair, card: Key[] = []) {
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, [...halfKeys(party, pair), ...card]);
}

/** Takes in what a try has read. */
export function takeIn(ctx: Reading): RequestAnswer | null {
  if (ctx.error || !ctx.result?.items) return null;
  const { party, pair } = ctx.stash;
  const { items } = ctx.result;
  const request = standing(party, pair, items);
  ctx.stash.read = true;
  if (request && items.length > STATUSES.length) request.contacts = cardOf(request, items.slice(STATUSES.length));
  ctx.stash.request = request;
  return request;
}

/** The same after the last try. */
export function takeInLast(ctx: Reading): RequestAnswer | null {
  const request = takeIn(ctx);
  return ctx.stash.read ? request : tryAgain();
}
