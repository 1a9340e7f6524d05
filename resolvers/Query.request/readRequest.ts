import { answerWith, endPipeline, skipIfAnswered } from '../lib/answer.ts';
import { callerId } from '../lib/caller.ts';
import { asksForCard, cardKeys } from '../lib/counterpartCard.ts';
import { pairOf } from '../lib/ids.ts';
import { partyOf } from '../lib/request.ts';
import { answerWithRead, readHalves, type ReadRequestContext } from '../lib/requestReads.ts';
import type { QueryRequestArgs } from '../lib/schema.types.ts';

type RequestContext = ReadRequestContext<QueryRequestArgs, undefined>;

/** A stranger does not learn whether the request exists. */
export function request(ctx: RequestContext) {
  skipIfAnswered(ctx);
  const pair = pairOf(ctx.args.id);
  const party = partyOf(pair, callerId(ctx));
  if (!party) {
    answerWith(ctx, null);
    return endPipeline();
  }
  return readHalves(ctx, party, pair, asksForCard(ctx) ? cardKeys(party, pair) : []);
}

export function response(ctx: RequestContext): null {
  return answerWithRead(ctx);
}
