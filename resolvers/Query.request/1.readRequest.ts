import { runtime } from '../lib/appsync.ts';
import { callerId } from '../lib/caller.ts';
import { asksForCard, cardKeys } from '../lib/counterpartCard.ts';
import { pairOf } from '../lib/ids.ts';
import { partyOf } from '../lib/request.ts';
import { readHalves, type ReadRequestContext, takeIn } from '../lib/requestReads.ts';
import type { QueryRequestArgs } from '../lib/schema.types.ts';

type RequestContext = ReadRequestContext<QueryRequestArgs, undefined>;

/** Strangers don't even learn whether it is there. */
export function request(ctx: RequestContext) {
  if (ctx.stash.read) runtime.earlyReturn(ctx.prev.result, { skipTo: 'END' });
  const pair = pairOf(ctx.args.id);
  const party = partyOf(pair, callerId(ctx));
  if (!party) return runtime.earlyReturn(null, { skipTo: 'END' });
  return readHalves(ctx, party, pair, asksForCard(ctx) ? cardKeys(party, pair) : []);
}

export function response(ctx: RequestContext) {
  return takeIn(ctx);
}
