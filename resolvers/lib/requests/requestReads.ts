import type { Context } from '@aws-appsync/utils';

import type { Key, Pair, Party } from '../../../domain/keys.ts';
import { STATUSES } from '../../../domain/requestStates.ts';
import { type Answered, answerWith } from '../appsync/answer.ts';
import { transactGet, type TransactGetResult } from '../appsync/transaction.ts';
import { type CardItem, cardOf } from './counterpartCard.ts';
import { halfKeys, type RequestAnswer, standing } from './request.ts';

/** The steps that read one request: further tries for when a transaction holds an item of it. */
export type ReadRequestContext<Arguments, Source extends object | undefined> = Context<
  Arguments,
  Answered<RequestAnswer | null> & { party: Party; pair: Pair },
  undefined,
  Source,
  TransactGetResult<CardItem> | null
>;

type Reading = Pick<ReadRequestContext<unknown, undefined>, 'env' | 'error' | 'result' | 'stash'>;

/**
 * Reads a request, whatever its status, as one party has it.
 * @param card the keys of the counterpart's card; empty when the query does not ask for it
 */
export function readHalves(ctx: Reading, party: Party, pair: Pair, card: Key[]) {
  ctx.stash.party = party;
  ctx.stash.pair = pair;
  return transactGet(ctx, [...halfKeys(party, pair), ...card]);
}

/** Answers with what a try has read. A try that read nothing leaves the answer to the next one. */
export function answerWithRead(ctx: Reading): null {
  if (ctx.error || !ctx.result?.items) return null;
  const { party, pair } = ctx.stash;
  const { items } = ctx.result;
  const request = standing(party, pair, items);
  const hasCard = request && items.length > STATUSES.length;
  answerWith(ctx, hasCard ? { ...request, contacts: cardOf(request, items.slice(STATUSES.length)) } : request);
  return null;
}
