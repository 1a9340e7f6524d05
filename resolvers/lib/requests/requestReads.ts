import type { Context } from '@aws-appsync/utils';

import type { Key, Pair, Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import type { Answered } from '../appsync/answer.ts';
import { transactGet, type TransactGetResult } from '../appsync/transaction.ts';
import { type CardItem, cardOf } from './counterpartCard.ts';
import { halfKeys, type RequestAnswer, standing } from './request.ts';

/** What the steps that read one request hand on. */
export interface ReadRequestStash extends Answered<RequestAnswer | null> {
  party: Party;
  pair: Pair;
  /** A first app's request. Its terms must be read from its trip. */
  withoutTerms?: RequestAnswer;
}

/** The steps that read one request. Further tries follow when a transaction holds an item of it. */
export type ReadRequestContext<Arguments, Source extends object | undefined> = Context<
  Arguments,
  ReadRequestStash,
  undefined,
  Source,
  TransactGetResult<CardItem> | null
>;

type Reading = Pick<ReadRequestContext<unknown, undefined>, 'env' | 'error' | 'result' | 'stash'>;

/**
 * Reads one party's halves of a request, in every status.
 * @param card the keys of the counterpart's card; empty when the query does not ask for it
 */
export function readHalves(ctx: Reading, party: Party, pair: Pair, card: Key[]) {
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, [...halfKeys(party, pair), ...card]);
}

/**
 * The request that a try has read; null when there is none.
 * @returns undefined when the try failed: the next one answers
 */
export function requestRead(ctx: Reading): RequestAnswer | null | undefined {
  if (ctx.error || !ctx.result?.items) return undefined;
  const { party, pair } = ctx.stash;
  const { items } = ctx.result;
  const request = standing(party, pair, items);
  const hasCard = request && items.length > STATUSES.length;
  return hasCard ? { ...request, contacts: cardOf(request, items.slice(STATUSES.length)) } : request;
}
