import type { Context } from '@aws-appsync/utils';
import { runtime } from '../lib/appsync.ts';
import { type CardItem, cardKeys, cardOf } from '../lib/counterpartCard.ts';
import { halfKey } from '../lib/keys.ts';
import { parent } from '../lib/parent.ts';
import { partyWith, type RequestAnswer, toRequest } from '../lib/request.ts';
import type { Contacts } from '../lib/schema.types.ts';
import { transactGet, type TransactGetResult } from '../lib/transaction.ts';

/** Further tries are for when a transaction holds an item of the request. */
export type CardContext = Context<
  unknown,
  { read?: boolean },
  { result: Contacts | null },
  RequestAnswer,
  TransactGetResult<CardItem> | null
>;

/** Asks for nothing unless the request was accepted; whether it still is, the reading itself tells. */
export function request(ctx: CardContext) {
  const request = parent(ctx);
  if (ctx.stash.read) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  // Whoever asked for one request by its id has read the card with it.
  if (request.contacts !== undefined) runtime.earlyReturn(request.contacts, { skipTo: 'END' });
  if (request.status !== 'ACCEPTED') runtime.earlyReturn(null, { skipTo: 'END' });
  const party = partyWith(request);
  return transactGet(ctx, [halfKey(party, 'ACCEPTED', request), ...cardKeys(party, request)]);
}

export function response(ctx: CardContext): Contacts | null {
  if (ctx.error || !ctx.result?.items) return null;
  ctx.stash.read = true;
  const request = parent(ctx);
  const [own, ...items] = ctx.result.items;
  return cardOf(toRequest(own, { ...request, party: partyWith(request), status: 'ACCEPTED' }), items);
}
