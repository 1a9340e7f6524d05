import type { Context } from '@aws-appsync/utils';

import { halfKey } from '../../domain/keys.ts';
import type { Contacts } from '../../domain/schema.types.ts';
import { type Answered, answerWith, endPipeline, skipIfAnswered } from '../lib/appsync/answer.ts';
import { parent } from '../lib/appsync/parent.ts';
import { transactGet, type TransactGetResult } from '../lib/appsync/transaction.ts';
import { type CardItem, cardKeys, cardOf } from '../lib/requests/counterpartCard.ts';
import { partyWith, type RequestAnswer, toRequest } from '../lib/requests/request.ts';

type CardContext = Context<
  unknown,
  Answered<Contacts | null>,
  undefined,
  RequestAnswer,
  TransactGetResult<CardItem> | null
>;

/**
 * Reads the card only if the request was ACCEPTED; the read itself checks that it still is. Further tries are for a
 * transaction that holds an item of the request.
 */
export function request(ctx: CardContext) {
  skipIfAnswered(ctx);
  const request = parent(ctx);
  // `request(id)` reads the card together with the request.
  const isRead = request.contacts !== undefined;
  if (isRead || request.status !== 'ACCEPTED') {
    answerWith(ctx, isRead ? request.contacts : null);
    return endPipeline();
  }
  const party = partyWith(request);
  return transactGet(ctx, [halfKey(party, 'ACCEPTED', request), ...cardKeys(party, request)]);
}

export function response(ctx: CardContext): null {
  if (ctx.error || !ctx.result?.items) return null;
  const request = parent(ctx);
  const [own, ...items] = ctx.result.items;
  answerWith(ctx, cardOf(toRequest(own, { ...request, party: partyWith(request), status: 'ACCEPTED' }), items));
  return null;
}
