import { type ReadRequestContext, takeInLast } from '../lib/requestReads.ts';
import type { QueryRequestArgs } from '../lib/schema.types.ts';

export { request } from './1.readRequest.ts';

/** The last try. */
export function response(ctx: ReadRequestContext<QueryRequestArgs, undefined>) {
  return takeInLast(ctx);
}
