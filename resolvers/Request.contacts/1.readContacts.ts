import { runtime } from '../lib/appsync.ts';
import { type CardContext, counterpartCard, readCounterpartCard } from '../lib/counterpartCard.ts';
import { parent } from '../lib/parent.ts';

/** Asks for nothing unless the request was accepted; whether it still is, the reading itself tells. */
export function request(ctx: CardContext) {
  if (ctx.stash.read) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  if (parent(ctx).status !== 'ACCEPTED') runtime.earlyReturn(null, { skipTo: 'END' });
  return readCounterpartCard(ctx);
}

export function response(ctx: CardContext) {
  return counterpartCard(ctx);
}
