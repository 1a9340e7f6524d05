import type { QueryRequestArgs } from '../../domain/schema.types.ts';
import { answerWith, endPipeline, skipIfAnswered, skipStep } from '../lib/appsync/answer.ts';
import { callerId } from '../lib/appsync/caller.ts';
import { pairOf } from '../lib/ids.ts';
import { asksForCard, cardKeys } from '../lib/requests/counterpartCard.ts';
import { partyOf } from '../lib/requests/request.ts';
import { readHalves, type ReadRequestContext, requestRead } from '../lib/requests/requestReads.ts';

type RequestContext = ReadRequestContext<QueryRequestArgs, undefined>;

/** A stranger does not learn whether the request exists. */
export function request(ctx: RequestContext) {
  skipIfAnswered(ctx);
  if (ctx.stash.withoutTerms) return skipStep();
  const pair = pairOf(ctx.args.id);
  const party = partyOf(pair, callerId(ctx));
  if (!party) {
    answerWith(ctx, null);
    return endPipeline();
  }
  return readHalves(ctx, party, pair, asksForCard(ctx) ? cardKeys(party, pair) : []);
}

export function response(ctx: RequestContext): null {
  const found = requestRead(ctx);
  if (found && !found.hasTerms) ctx.stash.withoutTerms = found;
  else if (found !== undefined) answerWith(ctx, found);
  return null;
}
